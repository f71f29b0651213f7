"""
Makes a Superset ready to be started: its own tables, its user, the database that is the Thrift Server, and what is in
the folders beside this file. Done again it changes nothing; the dashboard is imported anew where its files have changed.

Arguments: the Thrift Server's port, the file with its login, the shop's name and currency.
"""

import hashlib
import json
import os
import string
import sys
from importlib import metadata
from pathlib import Path

FILES = Path(__file__).parent
HOME = Path(os.environ["SEGMENTLAKE_SUPERSET_HOME"])
DATABASE = "databases/segmentlake.yaml"


def contents(port, user, shop, currency):
    """The files by their names, with what differs from shop to shop put in."""
    words = {"port": port, "user": user, "shop": shop, "currency": currency}
    texts = {str(f.relative_to(FILES)): f.read_text() for f in sorted(FILES.rglob("*.yaml"))}
    return {name: string.Template(text).safe_substitute(words) for name, text in texts.items()}


def main(port, login_file, shop, currency):
    login = json.loads(Path(login_file).read_text())
    secrets = json.loads((HOME / "secrets.json").read_text())
    files = contents(port, login["user"], shop, currency)

    from superset.app import create_app

    app = create_app()
    with app.app_context():
        from flask_migrate import upgrade
        from superset import security_manager
        from superset.extensions import appbuilder, db
        from superset.utils.core import override_user

        made = HOME / "made-by"
        version = metadata.version("apache-superset")
        if not made.exists() or made.read_text() != version:
            upgrade(directory=str(Path(app.root_path) / "migrations"))
            appbuilder.add_permissions(update_perms=True)
            security_manager.sync_role_definitions()
            db.session.commit()
        admin = user(security_manager, secrets)
        with override_user(admin):
            import_files(files, login["password"])
        db.session.commit()
        made.write_text(version)


def user(security_manager, secrets):
    """Who may do anything; the password is that of the file, also where somebody has changed one of both."""
    from werkzeug.security import check_password_hash

    name, password = secrets["user"], secrets["password"]
    admin = security_manager.find_user(username=name)
    if admin is None:
        role = security_manager.find_role("Admin")
        admin = security_manager.add_user(name, "Segmentlake", "Admin", name + "@localhost", role, password=password)
    elif not check_password_hash(admin.password, password):
        security_manager.reset_password(admin.id, password)
    if not admin:
        sys.exit("Cannot make the user " + name + ".")
    return admin


def import_files(files, password):
    """All of them where they have changed, else the database alone: its port and password are those of the server now."""
    import yaml
    from sqlalchemy.engine.url import make_url
    from superset.commands.database.importers.v1.utils import import_database
    from superset.commands.importers.v1.assets import ImportAssetsCommand

    # The port differs from start to start, and is no reason to undo what a user changed in the dashboard.
    stable = {name: text for name, text in files.items() if name != DATABASE}
    checksum = hashlib.sha256(json.dumps(stable, sort_keys=True).encode()).hexdigest()
    imported = HOME / "imported"
    if imported.exists() and imported.read_text() == checksum:
        database = yaml.safe_load(files[DATABASE])
        address = make_url(database["sqlalchemy_uri"]).set(password=password)
        database["sqlalchemy_uri"] = address.render_as_string(hide_password=False)
        import_database(database, overwrite=True)
    else:
        ImportAssetsCommand(files, passwords={DATABASE: password}).run()
        imported.write_text(checksum)


if __name__ == "__main__":
    main(*sys.argv[1:])
