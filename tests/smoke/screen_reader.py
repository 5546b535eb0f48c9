"""What the window tells a screen reader over AT-SPI; started by screen_reader.sh. Arguments: the program and its own."""

import subprocess
import sys
import time

import dbus

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
PATIENCE = 120  # seconds; a loaded machine is slow
CHECKED, SHOWING, VISIBLE = 4, 25, 30  # AtspiStateType
PRESSED_BY_NAME = {"push button", "toggle button", "check box", "combo box", "slider", "menu item", "check menu item"}


class Node:
    """One accessible thing on the bus."""

    def __init__(self, bus, place):
        self.bus, self.place = bus, (str(place[0]), str(place[1]))
        self.proxy = bus.get_object(*self.place, introspect=False)

    def call(self, method, *arguments, interface=ACCESSIBLE):
        return self.proxy.get_dbus_method(method, interface)(*arguments)

    def value(self, name):
        return self.proxy.get_dbus_method("Get", "org.freedesktop.DBus.Properties")(ACCESSIBLE, name)

    @property
    def name(self):
        return str(self.value("Name"))

    @property
    def role(self):
        return str(self.call("GetRoleName"))

    def has(self, state):
        words = self.call("GetState")
        return bool(int(words[state // 32]) >> (state % 32) & 1)

    def children(self):
        return [Node(self.bus, place) for place in self.call("GetChildren")]

    def press(self):
        self.call("DoAction", dbus.Int32(0), interface=ACTION)


def walk(node, depth=0):
    """NODE and what is below it; of long lists and tables the first of each."""
    yield node
    if depth > 14:
        return
    try:
        below = node.children()
    except dbus.DBusException:  # gone meanwhile
        return
    for child in below[:60]:
        yield from walk(child, depth + 1)


def wait_for(what, condition):
    end = time.time() + PATIENCE
    while time.time() < end:
        try:
            found = condition()
        except dbus.DBusException:
            found = None
        if found:
            return found
        time.sleep(0.5)
    sys.exit(f"screen_reader: there is no {what}")


def window_of(bus):
    root = Node(bus, ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))
    for application in root.children():
        for top in application.children():
            if "Relevance Explorer" in top.name:
                return top
    return None


def main():
    program = subprocess.Popen(sys.argv[1:])
    try:
        address = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus").GetAddress(
            dbus_interface="org.a11y.Bus")
        bus = dbus.bus.BusConnection(address)
        window = wait_for("window", lambda: window_of(bus))
        problems = []

        def found(role, named):
            return [node for node in walk(window) if node.role == role and named(node.name)]

        menus = wait_for("menu bar", lambda: found("menu bar", lambda name: True))[0]
        titles = [child.name.replace("&", "") for child in menus.children()]
        for title in ("File", "Edit", "View", "Explain", "Window", "Help"):
            if title not in titles:
                problems.append(f"the menu {title} is not among {titles}")
        # The answers come with the explanation.
        answers = wait_for("list of answers", lambda: found("list item", lambda name: "probability" in name))
        print(f"screen_reader: the first answer is “{answers[0].name}”")

        nameless = [node.role for node in walk(window)
                    if node.role in PRESSED_BY_NAME and node.has(SHOWING) and not node.name.strip()]
        if nameless:
            problems.append(f"without a name: {nameless}")

        heat = [node for node in walk(window) if node.role in PRESSED_BY_NAME and node.name.startswith("Heat")]
        if not heat:
            problems.append("there is no switch called Heat")
        else:
            switch = next((node for node in heat if node.has(SHOWING)), heat[0])
            before = switch.has(CHECKED)
            switch.press()
            wait_for("other state of the switch Heat that was pressed", lambda: switch.has(CHECKED) != before)
        tables = [node for node in walk(window) if node.role == "table" and node.name]
        if not tables:
            problems.append("no table of heads has a name")
        for problem in problems:
            print(f"screen_reader: {problem}")
        print(f"screen_reader: {sum(1 for _ in walk(window))} things were walked through")
        sys.exit(1 if problems else 0)
    finally:
        program.kill()
        program.wait()


main()
