// A chart, drawn by Bokeh in this browser and for it alone: it comes once, and then the columns that change.
const PARTS = {x: "x_range", y: "y_range"}

// What a chart is written with, in the colours and the letters of the page; and what asks for a colour of the page
// by a tag ("fill_color:gap").
function paint(plot, style) {
  const colour = (name) => style.getPropertyValue(`--${name}`).trim()
  const [ink, quiet, line, rule] = ["ink", "quiet", "line", "rule"].map(colour), font = style.fontFamily
  const axis = {
    axis_line_color: line, major_tick_line_color: line, minor_tick_line_color: null, axis_label_text_color: ink,
    major_label_text_color: quiet, axis_label_text_font: font, major_label_text_font: font, axis_label_text_font_style: "normal",
  }
  const bar = {title_text_color: ink, major_label_text_color: quiet, title_text_font: font, major_label_text_font: font, background_fill_alpha: 0, bar_line_color: line, major_tick_line_color: line}
  const looks = {Axis: axis, Grid: {grid_line_color: rule}, Legend: {label_text_color: ink, label_text_font: font}, ColorBar: bar}
  for (const model of plot.references()) {
    const kind = Object.keys(looks).find((one) => model.type.endsWith(one))
    if (kind) { model.setv(kind === "Grid" && model.grid_line_color === null ? {} : looks[kind]) }
    for (const [property, name] of model.tags.map((tag) => `${tag}`.split(":"))) {
      if (property in model && colour(name)) { model.setv({[property]: colour(name)}) }
    }
  }
}

export function render({model, line}) {
  const root = document.createElement("div")
  root.className = "part"
  root.setAttribute("role", "group")  // no picture: its dots take the keyboard
  const name = () => root.setAttribute("aria-label", model.label)
  name()
  model.on("label", name)
  let plot = null, sources = new Map()
  const write = () => {
    for (const [layer, columns] of Object.entries(model.layers)) {
      const source = sources.get(layer)
      const numbers = (values) => values.map((value) => value ?? NaN)
      source.data = {...source.data, ...Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, numbers(values)]))}
    }
    for (const [axis, [start, end]] of Object.entries(model.spans)) { plot[PARTS[axis]].setv({start, end}) }
  }
  const listen = () => {
    const areas = sources.get("areas")
    areas?.selected.properties.indices.change.connect(() => {
      const [row] = areas.selected.indices
      if (row === undefined) { return }
      areas.selected.indices = []  // so that it is heard when it is tapped again
      line.ask(model, {tapped: row})
    })
  }
  // It takes its size from its place: it is drawn when it is seen there, and not before the page's parts have moved to
  // where they stay (early.js).
  let asked = false
  const draw = async () => {
    if (!model.drawing || asked || !globalThis.Bokeh || !root.offsetWidth) { return }
    if (root.getRootNode().host?.closest("#early")) { requestAnimationFrame(draw); return }
    asked = true
    const item = JSON.parse(model.drawing)
    const views = await Bokeh.embed.embed_item(item, root)
    plot = views.get_by_id(item.root_id).model
    sources = new Map([...plot.references()].filter((one) => one.type === "ColumnDataSource").map((one) => [one.name, one]))
    const dress = () => paint(plot, getComputedStyle(root))
    dress()
    new MutationObserver(dress).observe(line.ground, {attributeFilter: ["data-paper"]})
    write()
    listen()
  }
  const told = () => plot ? write() : draw()
  model.on("drawing", told)
  model.on("layers", told)
  model.on("spans", told)
  model.on("connected", draw)
  new ResizeObserver(draw).observe(root)
  return root
}
