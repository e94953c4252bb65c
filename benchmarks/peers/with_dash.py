"""The peer in Dash: a press patches the map's lines and writes the answer and the two cells. CONTENT PORT"""

import json
import sys
from pathlib import Path

import plotly.graph_objects as go
from dash import ALL, Dash, Input, Output, Patch, ctx, dcc, html, no_update

CONTENT = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
FILLS = CONTENT["fills"]
CELLS = [f"{area}|{type_}" for area in CONTENT["areas"] for type_ in CONTENT["types"]]


def figure() -> go.Figure:
    traces = []
    for one in CONTENT["map"]:
        xs, ys = [], []
        for polygon_x, polygon_y in zip(one["x"], one["y"], strict=True):
            xs += [*polygon_x[0], None]
            ys += [*polygon_y[0], None]
        line = {"width": 0.5, "color": "#333"}
        traces.append(
            go.Scatter(x=xs, y=ys, fill="toself", mode="lines", fillcolor=FILLS[one["key"]], line=line)
        )
    plain = {"visible": False}
    return go.Figure(
        traces, {"showlegend": False, "xaxis": plain, "yaxis": plain | {"scaleanchor": "x"}, "height": 530}
    )


def cell(row: int, column: int) -> html.Td:
    key, text = CONTENT["cells"][row][column]
    at = f"{CONTENT['areas'][row]}|{CONTENT['types'][column]}"
    style = {"background": FILLS[key]}
    return html.Td(html.Button(text, id={"type": "cell", "at": at}, style=style, className=""))


def told(at: str) -> list[html.P]:
    return [html.P(line) for line in CONTENT["answers"][at]]


heads = html.Tr([html.Th(""), *(html.Th(name) for name in CONTENT["type_names"])])
rows = [
    html.Tr([html.Th(name), *(cell(row, column) for column in range(len(CONTENT["types"])))])
    for row, name in enumerate(CONTENT["area_names"])
]
listed = [html.Li(html.Button(f"{name} {left} {right}")) for name, left, right, _ in CONTENT["list"]]
app = Dash(__name__, serve_locally=True, compress=False)
app.layout = html.Div(
    [
        html.H1(CONTENT["title"]),
        dcc.Store(id="chosen", data="|"),
        html.Div(
            [dcc.Graph(id="map", figure=figure()), html.Ul(listed), html.Div(told("|"), id="answer")],
            style={"display": "grid", "gridTemplateColumns": "410px 510px 1fr"},
        ),
        html.Table([heads, *rows]),
    ]
)


@app.callback(
    Output("map", "figure"),
    Output("answer", "children"),
    Output({"type": "cell", "at": ALL}, "className"),
    Output("chosen", "data"),
    Input({"type": "cell", "at": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def choose(_clicks: list[int | None]) -> tuple[Patch, list[html.P], list[object], str]:
    at = ctx.triggered_id["at"]
    inside, patch = CONTENT["members"][at.partition("|")[0]], Patch()
    for number, one in enumerate(CONTENT["map"]):
        patch["data"][number]["line"]["width"] = 3 if one["area"] in inside else 0.5
    marks: list[object] = ["chosen" if one == at else no_update for one in CELLS]
    return patch, told(at), marks, at


app.run(port=int(sys.argv[2]), debug=False)
