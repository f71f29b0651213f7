"""Features of ten customers of Online Retail, calculated from the files by plain Python.

Usage: ten_customers.py FOLDER. Prints one line a customer: number, first and last order, orders ever,
days with an order, days since the last, orders and revenue of 90 days, revenue of 365 days, revenue ever.
"""

import csv
import pathlib
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

AS_OF = date(2011, 12, 9)
# Large and small ones, with and without cancellations.
CUSTOMERS = "12346 12347 12748 13047 13113 14646 15311 17841 18102 17850".split()

invoices = defaultdict(lambda: [None, Decimal(0), Decimal(0)])  # day, sold, all
owner = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    with path.open(newline="", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            customer = line["CustomerID"].removesuffix(".0")
            if customer not in CUSTOMERS:
                continue
            number = line["InvoiceNo"]
            quantity, price = Decimal(line["Quantity"]), Decimal(line["UnitPrice"])
            invoice = invoices[number]
            invoice[0] = datetime.strptime(line["InvoiceDate"], "%Y-%m-%d %H:%M:%S").date()
            invoice[1] += quantity * price if quantity > 0 and price > 0 else 0
            invoice[2] += quantity * price
            owner[number] = customer

for customer in CUSTOMERS:
    orders, amounts = [], []
    for number, (day, sold, everything) in invoices.items():
        if owner[number] != customer:
            continue
        if number.startswith("C"):
            amounts.append((day, everything))
        elif sold > 0:
            orders.append(day)
            amounts.append((day, sold))

    def within(days, when):
        return when > AS_OF - timedelta(days=days)

    def revenue(days):
        return sum((a for d, a in amounts if within(days, d)), Decimal(0))

    first, last = (min(orders), max(orders)) if orders else ("null", "null")
    print(
        customer, first, last, len(orders), len(set(orders)),
        (AS_OF - last).days if orders else "null",
        sum(within(90, d) for d in orders),
        f"{revenue(90):.3f}", f"{revenue(365):.3f}", f"{revenue(99999):.3f}",
        sep="|",
    )
