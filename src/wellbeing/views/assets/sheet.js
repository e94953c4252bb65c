// The page: every piece is shown by the script of its name (SCRIPTS), and told what changed of it. A script sees
// its piece as a model: what it knows, `on` for changes, `send_msg` for what is pressed.
class Piece {
  constructor(values, send) {
    Object.assign(this, values)
    this.heard = new Map()
    this.send_msg = send
  }

  on(name, hear) { this.heard.set(name, [...this.heard.get(name) ?? [], hear]) }

  tell(name, ...said) { for (const hear of this.heard.get(name) ?? []) { hear(...said) } }
}

// Were a page drawn anew, then as it is by now.
const TREES = new WeakMap()

export function render({model, view}) {
  const shown = new Map()
  const made = (told) => {
    const holder = document.createElement("div")
    const piece = new Piece(told.values, (data) => model.send_msg({piece: told.number, data}))
    holder.className = told.classes.join(" ")
    holder.hidden = !told.values.visible
    shown.set(told.number, {holder, piece, told})
    if (told.script) { holder.append(SCRIPTS[told.script]({model: piece, view})) }
    holder.append(...told.parts.map(made))
    return holder
  }
  const tree = TREES.get(view.model) ?? JSON.parse(model.tree)
  TREES.set(view.model, tree)
  const root = made(tree)
  // A chart's frame is a view of Panel's own: it is put where its piece stands.
  const frames = model.get_child("charts")
  model.charts.forEach(({css_classes}, i) => {
    const name = css_classes.find((one) => one.startsWith("chart-"))
    shown.get(Number(name.slice("chart-".length))).holder.append(frames[i])
  })
  model.on("msg:custom", ({changes, answered}) => {
    for (const [number, {messages = [], ...values}] of Object.entries(JSON.parse(changes))) {
      const {holder, piece, told} = shown.get(Number(number))
      Object.assign(piece, values)
      Object.assign(told.values, values)
      holder.hidden = !piece.visible
      for (const name of Object.keys(values)) { piece.tell(name) }
      for (const message of messages) { piece.tell("msg:custom", message) }
    }
    if (answered) { window.dispatchEvent(new Event("answered")) }
  })
  return root
}
