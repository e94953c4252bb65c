// The page: every piece is shown by the script of its name (SCRIPTS), and told what changed of it. A script sees
// its piece as a model: what it knows, `on` for changes, `send_msg` for what is pressed. It is drawn before there is
// a line to the server where its document holds the tree; what is pressed until then is sent when there is one.
class Piece {
  constructor(values, send) {
    Object.assign(this, values)
    this.heard = new Map()
    this.send_msg = send
  }

  on(name, hear) { this.heard.set(name, [...this.heard.get(name) ?? [], hear]) }

  tell(name, ...said) { for (const hear of this.heard.get(name) ?? []) { hear(...said) } }
}

// Of a sheet of A4 between its margins, in pixels: a chart that is wider on the screen is drawn smaller on paper.
const PAPER = 690

function onPaper(frames) {
  const zoom = (of) => { for (const one of frames) { one.style.zoom = of(one) } }
  window.addEventListener("beforeprint", () => zoom((one) => Math.min(1, PAPER / Math.max(PAPER, one.offsetWidth))))
  window.addEventListener("afterprint", () => zoom(() => ""))
}

// A page has its document for itself. In a cell of a notebook it is a guest: what it is alone in a document for (its
// theme and language, keys, the address, the line) stays within its own root, or is left.
const IN_CELL = !document.getElementById("trees")

// The theme that the notebook is in.
const dark_around = () => document.body.dataset.jpThemeLight === "false"

class Page {
  constructor(tree) {
    Object.assign(SAYS, tree.says)
    this.shown = new Map()
    this.waiting = []
    // How many messages were sent and how many are answered: each is answered once, in its turn.
    this.asked = this.answered = 0
    this.send = (message) => { this.waiting.push(message) }
    this.lost = () => {}
    this.root = document.createElement("div")
    // Whose theme and language are the page's, and where its keys are heard.
    this.ground = IN_CELL ? this.root : document.documentElement
    this.ears = IN_CELL ? this.root : document
    // What its pieces tell each other; other pages of one notebook do not hear it.
    this.near = IN_CELL ? new EventTarget() : window
    this.made(tree, this.root)
    if (!IN_CELL) { return }
    this.root.classList.add("in-cell")
    this.root.dataset.paper ??= dark_around() ? "dark" : "light"
  }

  made(told, holder = document.createElement("div")) {
    const piece = new Piece(told.values, (data) => {
      this.asked += 1
      this.send({piece: told.number, data})
    })
    holder.className = told.classes.join(" ")
    holder.hidden = !told.values.visible
    this.shown.set(told.number, {holder, piece, told})
    if (told.script) { holder.append(SCRIPTS[told.script]({model: piece, line: this})) }
    holder.append(...told.parts.map((part) => this.made(part)))
    return holder
  }

  // What is pressed goes to the server; the page's alert (keys.js) says where no answer comes, and then nothing is
  // asked for.
  ask(piece, data) {
    if (document.documentElement.classList.contains("unconnected")) { return }
    this.near.dispatchEvent(new Event("asked"))
    piece.send_msg(data)
  }

  // Turn the page's own switch of its theme, once there is one: unless it knows which theme the reader sees, a press
  // on it says that theme again. It hears of it when it is mounted, and is shown from then on. False in a cell, which
  // has none.
  turn(dark) {
    this.dark = dark
    this.ground.style.setProperty("--switch", "hidden")
    const page = [...this.document?.all_models ?? []].find((one) => one.data?.dark_theme !== undefined)
    if (!page) { return !IN_CELL }
    page.data.dark_theme = dark
    const tell = () => {
      page.data.properties.dark_theme.change.emit()
      requestAnimationFrame(() => this.ground.style.removeProperty("--switch"))
    }
    if (this.document.is_idle) { tell() } else { this.document.idle.connect(tell) }
    return true
  }

  // The line to the server: what changes comes by it, and what is pressed goes.
  connect({model, view}) {
    onPaper([...this.root.querySelectorAll(".chart")])
    if (IN_CELL) { view.el.dataset.lmSuppressShortcuts = "true" }  // so that the notebook leaves our keys to us
    model.on("msg:custom", ({changes, answered}) => this.take(JSON.parse(changes), answered))
    view.model.document.on_event("connection_lost", () => this.lost())
    this.send = (message) => model.send_msg(message)
    this.document = view.model.document
    if (this.dark !== undefined) { this.turn(this.dark) }
    this.waiting.splice(0).forEach(this.send)
    for (const {piece} of this.shown.values()) { piece.tell("connected") }
    return this.root
  }

  take(changes, answered) {
    if (answered) { this.answered += 1 }
    for (const [number, {messages = [], ...values}] of Object.entries(changes)) {
      const {holder, piece, told} = this.shown.get(Number(number))
      Object.assign(piece, values)
      Object.assign(told.values, values)
      holder.hidden = !piece.visible
      for (const name of Object.keys(values)) { piece.tell(name) }
      for (const message of messages) { piece.tell("msg:custom", message) }
    }
    if (answered) { this.near.dispatchEvent(new Event("answered")) }
  }
}

// Were a page drawn anew, then as it is by now.
const TREES = new WeakMap()

export function render({model, view}) {
  const early = globalThis.early?.taken(model.place)
  if (early) {
    TREES.set(view.model, early.tree)
    // What has the keyboard keeps it where it is moved to.
    const had = early.page.root.getRootNode().activeElement
    if (had) { requestAnimationFrame(() => had.focus({preventScroll: true})) }
    return early.page.connect({model, view})
  }
  const tree = TREES.get(view.model) ?? JSON.parse(model.tree)
  TREES.set(view.model, tree)
  return new Page(tree).connect({model, view})
}
