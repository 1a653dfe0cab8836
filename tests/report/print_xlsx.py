"""print_xlsx.py FILE: the sheets of a workbook, one to a line, and whatever had to be cut."""
import re
import sys
import zipfile

from readers import read_xlsx

sheets = read_xlsx(sys.argv[1])
with zipfile.ZipFile(sys.argv[1]) as file:
    filters = [re.search(r'<autoFilter ref="([^"]*)"', file.read(f"xl/worksheets/sheet{i + 1}.xml").decode()) for i in range(len(sheets))]
for (name, rows), found in zip(sheets.items(), filters):
    print(f"{name}: {len(rows)} rows, header {rows[0][0]}, filter {found[1] if found else 'none'}")
cells = [cell for rows in sheets.values() for row in rows for cell in row]
for cell in cells:
    if "(cut:" in cell:
        print(cell[cell.index("(cut:"):])
print("longest", max(len(cell.encode("utf-16-le")) // 2 for cell in cells))
