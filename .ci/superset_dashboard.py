"""
A dashboard as people and programs meet it. Arguments: Superset's address, the file with the login and,
for a browser, a file for the picture.

By HTTP: a wrong password and no login are refused; each chart's data are asked for. In a browser (the Chromium of the PATH, else Playwright's): logs in by
the form, opens the dashboard, looks whether each chart was sent rows and says that nothing is wrong, and takes a picture.
"""

import json
import shutil
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

address, login_file, *picture = sys.argv[1:]
with open(login_file) as file:
    login = json.load(file)
user, password = login["user"], login["password"]
WITHIN = 180_000  # ms: a machine may be busy
HOLDER = ".dashboard-component-chart-holder"


def call(path, token=None, body=None):
    """Status and JSON, if it is that."""
    request = urllib.request.Request(address + path, data=None if body is None else json.dumps(body).encode())
    if body is not None:
        request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=180) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(errors="replace")


def same(what, expected, got):
    if expected != got:
        sys.exit(f"Wrong: {what}\nexpected: {expected}\ngot:      {got}")
    print("ok ", what)


def by_program():
    """Names of the dashboard's charts, each of which has rows."""
    def log_in(word):
        return call("/api/v1/security/login", body={"username": user, "password": word, "provider": "db", "refresh": False})

    same("a wrong password is refused", 401, log_in("wrong")[0])
    same("nobody sees charts without a login", 401, call("/api/v1/dashboard/segments/charts")[0])
    token = log_in(password)[1]["access_token"]
    charts = call("/api/v1/dashboard/segments/charts", token)[1]["result"]
    rows = {}
    for chart in charts:
        status, answer = call(f"/api/v1/chart/{chart['id']}/data/?force=true", token)
        if status != 200:
            sys.exit(f"No data for '{chart['slice_name']}': {status} {answer}")
        rows[chart["slice_name"]] = [part["rowcount"] for part in answer["result"]]
    for name, counts in sorted(rows.items()):
        print(f"    {name}: {', '.join(map(str, counts))} rows")
    same("charts without rows", [], [name for name, counts in rows.items() if not counts or min(counts) == 0])
    return sorted(rows)


def by_browser(names, picture):
    from playwright.sync_api import sync_playwright

    answers, errors = [], []

    def settled(page):
        """All charts are there, and none is waiting."""
        return page.locator(HOLDER).count() == len(names) and page.locator(f"{HOLDER} .loading, [data-test=loading-indicator]").count() == 0

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        page.set_default_timeout(WITHIN)
        page.on("response", lambda answer: answers.append(answer))
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address + "/superset/dashboard/segments/")
        page.fill("input#username, input[name=username]", user)
        page.fill("input#password, input[name=password]", password)
        page.keyboard.press("Enter")
        page.wait_for_selector(HOLDER)
        # All of it in the window: charts are drawn when they are seen.
        page.set_viewport_size({"width": 1600, "height": 2600})
        end = time.monotonic() + WITHIN / 1000
        while not settled(page):
            if time.monotonic() > end:
                page.screenshot(path=picture)
                sys.exit(f"Not all charts are there after {WITHIN // 1000} s; see {picture}.")
            page.wait_for_timeout(500)
        # Lines and bars grow for a second.
        page.wait_for_timeout(3000)
        text = page.locator(HOLDER).all_inner_texts()
        alerts = page.locator(f"{HOLDER} [role=alert]").all_inner_texts()
        page.screenshot(path=picture, full_page=True)
        sent, strange = {}, []
        for answer in answers:
            url = urllib.parse.urlsplit(answer.url)
            if url.scheme in ("http", "https") and url.hostname != "127.0.0.1":
                strange.append(answer.url)
            if url.path == "/api/v1/chart/data":
                # Superset writes the chart's number into the address.
                chart = json.loads(urllib.parse.parse_qs(url.query)["form_data"][0])["slice_id"]
                parts = answer.json()["result"] if answer.status == 200 else []
                sent.setdefault(chart, []).extend(part["rowcount"] for part in parts)
        browser.close()
    same("each chart is on the page", [], [name for name in names if not any(name in t for t in text)])
    same("charts that the browser asked for", len(names), len(sent))
    same("charts that came without rows", [], [c for c, counts in sent.items() if not counts or min(counts) == 0])
    same("charts that say that something is wrong", [], alerts)
    same("errors on the page", [], errors)
    same("requests to other machines", [], strange)


names = by_program()
if picture:
    by_browser(names, picture[0])
