// The map. Its shapes are sent once; what a choice changes is painted on them here, and the outline of what is
// chosen, windows and names under the pointer cost the server nothing.
const SVG = "http://www.w3.org/2000/svg"
const HATCHED = ["unclear", "too_few", "unsaid"]
// What colour alone would not say on grey paper is said by its sign; what stands apart from nothing needs none.
const UNSIGNED = [...HATCHED, "level", "enough", "care", "no_benchmark"]
// Where a label may stand off its place, in its own widths and heights, nearest first.
const OFF = [[0, 0], [0, 0.5], [0, -0.5], [0.3, 0], [-0.3, 0], [0.3, 0.5], [-0.3, 0.5], [0.3, -0.5], [-0.3, -0.5], [0, 1], [0, -1], [0.6, 0], [-0.6, 0]]
// What is asked about, then what is not heard enough, goes before what is merely named.
const BEFORE = ["chosen", "gap", "thin"]

function write(label, lines) {
  label.replaceChildren(...lines.map((line, i) => {
    const part = document.createElementNS(SVG, "tspan")
    part.textContent = line
    part.setAttribute("x", label.getAttribute("x"))
    part.setAttribute("dy", i ? "1.15em" : `${-0.55 * (lines.length - 1)}em`)
    return part
  }))
}

// What is wider than a tile has its sign beside the name, and leaves its brackets and its per cent to the words.
function on_tile(tile, glyph, text) {
  if (text.length <= 5) { return [tile, `${glyph} ${text}`] }
  const bare = text.replace(/[()]/g, "")
  return [`${tile} ${glyph}`, bare.length > 6 ? bare.replace(/[%\s]/gu, "") : bare]
}

// Areas of one drawing, its labels by area, and the layer in which what is chosen is outlined.
class Drawing {
  constructor(svg) {
    this.svg = svg
    this.whole = svg.getAttribute("viewBox")
    this.areas = [...svg.querySelectorAll(".area")]
    this.labels = new Map([...svg.querySelectorAll("[data-label]")].map((one) => [one.dataset.label, one]))
    this.outline = svg.querySelector(".outline")
    this.spots = [...svg.querySelectorAll(".spot")]
    this.unit = 1
  }

  paint(looks, chosen) {
    for (const area of this.areas) {
      const [key, glyph, text, label, words] = looks[area.dataset.area] ?? ["unsaid", "·", "", "", ""]
      const is_chosen = chosen.includes(area.dataset.area)
      area.style.fill = HATCHED.includes(key) ? "url(#hatch)" : `var(--${key})`
      area.setAttribute("aria-label", words)
      area.setAttribute("aria-pressed", is_chosen)
      const tile = area.dataset.short
      const sign = UNSIGNED.includes(key) ? "" : glyph
      const lines = tile ? on_tile(tile, glyph, text) : (label || `${sign} ${is_chosen ? area.dataset.name : ""}`.trim()).split("\n")
      const written = this.labels.get(area.dataset.area)
      if (tile) { written.style.fill = `var(--on-${key}, var(--quiet))` }
      written.dataset.rank = BEFORE.findIndex((one) => one === key || (is_chosen && one === "chosen")) >>> 0
      write(written, lines.filter(Boolean))
    }
    this.outline.replaceChildren(...["halo", "ring"].flatMap((name) =>
      this.areas.filter((one) => chosen.includes(one.dataset.area)).map((one) => {
        const copy = document.createElementNS(SVG, "path")
        copy.setAttribute("d", one.getAttribute("d"))
        copy.setAttribute("class", name)
        return copy
      })))
    const first = this.areas.find((one) => chosen.includes(one.dataset.area)) ?? this.areas[0]
    this.areas.forEach((one) => one.setAttribute("tabindex", one === first ? 0 : -1))
    this.settle()
  }

  // No label lies on another: each stands where there is room near its place, and the least of them nowhere.
  settle() {
    if (this.svg.matches(".as-tiles")) { return }
    const taken = []
    const [left, , width] = this.svg.getAttribute("viewBox").split(" ").map(Number)
    const room = this.svg.getBoundingClientRect().width * this.unit  // beside the drawing there is paper
    const within = (box) => box.x >= left + width / 2 - room / 2 && box.x + box.width <= left + width / 2 + room / 2
    const free = (box) => within(box) && taken.every((one) => box.x + box.width <= one.x || one.x + one.width <= box.x || box.y + box.height <= one.y || one.y + one.height <= box.y)
    const labels = [...this.labels.values()].filter((one) => one.firstChild).sort((one, other) => one.dataset.rank - other.dataset.rank)
    for (const [label, {x, y, width, height}] of labels.map((one) => [one, one.getBBox()])) {
      const boxes = OFF.map(([right, down]) => ({x: x + right * width, y: y + down * height, width, height}))
      const found = boxes.find(free)
      label.classList.toggle("crowded", !found)
      if (found) {
        taken.push(found)
        label.setAttribute("transform", `translate(${found.x - x} ${found.y - y})`)
      }
    }
  }

  // Text keeps its size on the screen, however far the window is opened.
  scale() {
    const [, , width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number)
    const box = this.svg.getBoundingClientRect()
    if (!box.width || !box.height) { return }
    this.unit = Math.max(width / box.width, height / box.height)
    this.svg.style.setProperty("--u", this.unit)
    for (const spot of this.spots) {
      const half = spot.dataset.half * this.unit
      for (const [name, value] of Object.entries({x: spot.dataset.x - half, y: spot.dataset.y - half, width: 2 * half, height: 2 * half})) {
        spot.setAttribute(name, value)
      }
    }
    this.settle()
  }
}

export function render({model, line}) {
  const root = document.createElement("div")
  root.className = "part"
  root.innerHTML = model.shown
  const frame = root.querySelector(".drawings")
  if (!frame) { return root }
  const tip = root.querySelector(".tip")
  const drawings = [...frame.querySelectorAll("svg")].map((svg) => new Drawing(svg))
  const sized = new ResizeObserver(() => drawings.forEach((one) => one.scale()))
  drawings.forEach((one) => sized.observe(one.svg))
  const paint = () => drawings.forEach((one) => one.paint(model.looks, model.chosen))
  const show = () => {
    frame.dataset.drawing = model.drawing
    for (const one of root.querySelectorAll("[data-draw]")) { one.setAttribute("aria-pressed", one.dataset.draw === model.drawing) }
    drawings.forEach((one) => one.scale())
  }
  paint()
  show()
  model.on("looks", paint)
  model.on("chosen", paint)
  model.on("drawing", show)

  // With Ctrl, Cmd or Shift a region is chosen beside those that are chosen already, or let go of.
  const choose = (area, {ctrlKey, metaKey, shiftKey}) => {
    if (ctrlKey || metaKey || shiftKey) { line.ask(model, {add: {area: area.dataset.area}}); return }
    const again = area.getAttribute("aria-pressed") === "true" && model.chosen.length === 1
    line.ask(model, {set: {area: again ? "" : area.dataset.area}, do: ""})
  }
  const open = (button) => {
    const map = drawings[0], opened = frame.dataset.opened === button.dataset.open ? "" : button.dataset.open
    frame.dataset.opened = opened
    map.svg.setAttribute("viewBox", opened ? button.dataset.window : map.whole)
    for (const one of root.querySelectorAll("[data-open]")) { one.setAttribute("aria-pressed", one.dataset.open === opened) }
    for (const name of map.svg.querySelectorAll("[data-within]")) { name.classList.toggle("shown", name.dataset.within === opened) }
    map.scale()
  }
  // What is found by name is seen: a town in its window, anything else outside of any.
  line.near.addEventListener("window", ({detail}) => {
    const button = root.querySelector(`[data-open="${CSS.escape(detail || frame.dataset.opened)}"]`)
    if (root.isConnected && button && detail !== frame.dataset.opened) { open(button) }
  })
  const spots = (button) => {
    const shown = frame.classList.toggle("with-spots")
    button.setAttribute("aria-pressed", shown)
  }
  root.addEventListener("click", (event) => {
    const area = event.target.closest(".area"), button = event.target.closest("button")
    if (area) { choose(area, event) }
    else if (button?.dataset.draw) { line.ask(model, {set: {drawing: button.dataset.draw}, do: ""}) }
    else if (button?.dataset.open) { open(button) }
    else if (button?.dataset.spots !== undefined) { spots(button) }
  })
  const tell = (target, x, y) => {
    const words = target?.getAttribute("aria-label") || target?.dataset.words || ""
    tip.textContent = words
    tip.hidden = !words
    const box = frame.getBoundingClientRect()
    tip.style.left = `${Math.max(0, Math.min(x - box.left + 14, box.width - tip.offsetWidth))}px`
    tip.style.top = `${y - box.top + 18}px`
  }
  const told = (event) => event.target.closest?.(".area, .spot")
  frame.addEventListener("pointermove", (event) => tell(told(event), event.clientX, event.clientY))
  frame.addEventListener("pointerleave", () => tell(null, 0, 0))
  frame.addEventListener("focusin", (event) => {
    const box = event.target.getBoundingClientRect()
    if (event.target.matches(":focus-visible")) { tell(told(event), box.left + box.width / 2, box.top + box.height / 2) }
  })
  frame.addEventListener("focusout", () => tell(null, 0, 0))
  frame.addEventListener("keydown", (event) => {
    const area = event.target.closest(".area")
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key]
    if (!area) { return }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(area, event) }
    if (!step) { return }
    event.preventDefault()
    const {areas} = drawings.find((one) => one.areas.includes(area))
    const next = areas[(areas.indexOf(area) + step + areas.length) % areas.length]
    areas.forEach((one) => one.setAttribute("tabindex", one === next ? 0 : -1))
    next.focus()
  })
  return root
}
