"""Text from files never reaches the browser as HTML, and state changes in one place.

Each name below was seen to run HTML that stood in its text.
"""

import ast

import pytest

#: Panes, widgets, models and Material parts: only with text written in the source.
TEXT_IS_HTML = {
    "HTML", "Markdown", "Alert", "Str", "StaticText", "TooltipIcon", "Tooltip", "Div", "Typography", "Number",
    "Card", "Accordion", "MultiChoice", "DiscreteSlider",
}  # fmt: skip
#: Functions of Panel that make one of the above of any text.
MAKERS = {"pn.panel", "panel.panel"}
#: What they show of their arguments, beside the first.
TEXTS = {"object", "value", "name", "title", "label", "text", "options"}
#: HTML wherever it stands: a widget's tooltip, a grid's heads.
ALWAYS_HTML = {"description", "titles", "groupby"}
SUBSCRIBING = {"watch", "on_click", "on_change", "on_event", "onload", "add_periodic_callback", "subscribe"}


def calls(tree):
    """Every call, with its dotted name and its arguments by name (by position: numbered)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = dict(enumerate(node.args)) | {word.arg: word.value for word in node.keywords}
            yield node.lineno, dotted(node.func), given


def dotted(node):
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def last(name):
    return name.split(".")[-1]


def is_literal(node):
    """Written in the source: a constant, a list of them, or a constant of the module."""
    if isinstance(node, ast.List | ast.Tuple):
        return all(is_literal(item) for item in node.elts)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def shown(name, argument):
    """Whether a call shows this argument as HTML."""
    if (last(name) in TEXT_IS_HTML and not name.startswith("param.")) or name in MAKERS:
        return isinstance(argument, int) or argument in TEXTS | ALWAYS_HTML
    return argument in ALWAYS_HTML


def unescaped(tree):
    for line, name, given in calls(tree):
        for argument, value in given.items():
            # A layout makes Markdown of a text.
            laid_out = isinstance(value, ast.JoinedStr) and last(name) in {"Column", "Row", "Tabs", "FlexBox"}
            if laid_out or (shown(name, argument) and not is_literal(value)):
                yield f"{line}: {name}({ast.unparse(value)})"


def unruly(tree):
    """What hides where state changes: callbacks without a name, and ``bind``."""
    for line, name, given in calls(tree):
        nameless = any(isinstance(value, ast.Lambda) for value in given.values())
        if name in {"pn.bind", "param.bind"} or (nameless and last(name) in SUBSCRIBING):
            yield f"{line}: {name}"


def marked_safe(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{safe}" in node.value:
            yield f"{node.lineno}: {node.value}"


def found_in(modules, packages, rule):
    chosen = [module for module in modules if module.name.split("/")[0] in packages]
    return [f"{module.name}:{found}" for module in chosen for found in rule(module.tree)]


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        (unescaped, "pn.pane.HTML(sentence)"),
        (unescaped, "pn.pane.Markdown(f'# {title}')"),
        (unescaped, "pn.panel(row['name'])"),
        (unescaped, "pmui.Card(title=region)"),
        (unescaped, "pmui.Select(description=note)"),
        (unescaped, "pn.widgets.MultiChoice(options=names)"),
        (unescaped, "pn.Column(f'{count} heard', chart)"),
        (unruly, "pn.bind(draw, choice)"),
        (unruly, "state.param.watch(lambda event: draw(), 'region')"),
        (marked_safe, "HoverTool(tooltips='@name{safe}')"),
    ],
)
def test_what_a_page_may_not_do_is_found(rule, written):
    assert len(list(rule(ast.parse(written)))) == 1


@pytest.mark.parametrize("written", ["pn.pane.HTML('<hr>')", "pn.pane.Markdown(NOTE)", "pn.Column(chart)"])
def test_text_written_in_the_source_is_left_alone(written):
    assert list(unescaped(ast.parse(written))) == []


def test_views_show_no_text_as_html(modules):
    assert found_in(modules, {"views"}, unescaped) == []


def test_views_and_state_change_in_named_functions(modules):
    assert found_in(modules, {"views", "state"}, unruly) == []


def test_hover_text_is_never_marked_safe(modules):
    assert found_in(modules, {"views", "charts"}, marked_safe) == []


def test_templates_never_mark_text_safe(root):
    templates = {path.name: path.read_text("utf8") for path in root.glob("src/wellbeing/**/*.html")}
    marks = ("|safe", "| safe", "autoescape false", "Markup(")
    assert [name for name, text in templates.items() if any(mark in text for mark in marks)] == []
