# Run by with-module.sh in Odoo's shell, MODULE naming the module: builds the bundles of assets that pages of its tests load, so that no test does.
# Odoo's bundles of tests hold those of every installed app; without them the module's own come at once, and the others are not put together.
import os

module = os.environ["MODULE"]
assets = env["ir.asset"]


def leave_out(bundle, paths):
    assets.create([{"name": path, "bundle": bundle, "directive": "remove", "path": path} for path in sorted(paths)])


def paths_in(bundle):
    return [path.lstrip("/") for path, *_ in assets._get_asset_paths(bundle, {})]


def app_of(path):
    return path.split("/")[0]


leave_out("web.assets_tests", {path for path in paths_in("web.assets_tests") if app_of(path) not in (module, "web", "web_tour")})
others = {app_of(path) for path in paths_in("web.assets_unit_tests") if path.endswith(".test.js")} - {module}
leave_out("web.assets_unit_tests", {"%s/static/tests/**/*.test.js" % app for app in others})

pages = env["ir.qweb"]
pages._pregenerate_assets_bundles()
# What that leaves out: scripts that pages fetch later, and styles from right to left.
for bundle in ("bus.websocket_worker_assets", "web_tour.interactive"):
    pages._get_asset_bundle(bundle, css=False).js()
for bundle in ("web.assets_web", "web.assets_web_print"):
    pages._get_asset_bundle(bundle, js=False, rtl=True).css()
env.cr.commit()
print("PREPARED")
