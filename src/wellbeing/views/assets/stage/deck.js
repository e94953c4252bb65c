// The stage. Every scene is here, so that a key acts at once and asks nobody; what is shown stands in the address,
// and is told to the other window of this browser. A script of this folder is called as SCRIPTS.<its name>.
const STEPS = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1}
// Whether keys of one character are heard (WCAG 2.1.4), and the theme that was chosen on any page.
const LETTERS = "wellbeing-letters", THEME = "wellbeing-theme"
const WEIGHTS = [400, 700]
// How far a finger goes across, in pixels, to make a step.
const SWIPE = 60

const typing = (event) => event.composedPath()[0].matches?.("input:not([type=checkbox]), textarea, select")
const pressable = (event) => event.composedPath()[0].matches?.("button, a, summary, input")
const kept = (name) => { try { return localStorage.getItem(name) } catch { return null } }
const keep = (name, value) => { try { localStorage.setItem(name, value) } catch { /* a browser that keeps nothing */ } }

// What is shown: the scene and its step; over it nothing, or black, an answer, a quote. One state for both windows.
class Deck {
  constructor(root, release) {
    this.scenes = [...root.querySelectorAll(".scene")]
    this.state = {at: 0, step: 0, black: false, answer: "", about: "", near: false, quote: 0}
    this.quotes = root.querySelectorAll(".quote").length
    this.hearers = []
    this.other = new BroadcastChannel(`wellbeing-stage-${release}`)
    this.asks = false
    this.other.onmessage = ({data: {state, hello, is_reply}}) => {
      if (hello) { this.other.postMessage({state: this.state, size: this.size, is_reply: true}); return }
      if (!state) { return }
      // What the other window shows is asked once: an answer that comes after a key of this one is too late.
      if (!is_reply || this.asks) { this.show(state, {instead: true, told: true}) }
      this.asks = false
    }
    if (!IN_CELL) { addEventListener("popstate", () => this.show({...this.asked(), answer: "", quote: 0}, {instead: true})) }
  }

  begin() {
    this.show(this.asked(), {instead: true, told: true})
    this.asks = true
    this.other.postMessage({hello: true})
  }

  steps(at) { return Number(this.scenes[at].dataset.steps) }

  within(at) { return Math.min(Math.max(at, 0), this.scenes.length - 1) }

  asked() {
    const query = new URLSearchParams(IN_CELL ? "" : location.search)
    const at = this.within(this.scenes.findIndex((one) => one.dataset.scene === query.get("scene")))
    const step = Number.parseInt(query.get("step"), 10) || 0
    return {at, step: Math.min(Math.max(step, 0), this.steps(at))}
  }

  // Every change comes by here: `instead` of the present address, or after it; `told` by the other window.
  show(change, {instead = false, told = false} = {}) {
    const before = this.state
    this.state = {...before, ...change}
    this.state.at = this.within(this.state.at)
    const {at, step} = this.state
    if (at !== before.at || step !== before.step || instead) { this.address(instead) }
    if (!told) {
      this.asks = false
      this.other.postMessage({state: this.state})
    }
    for (const hear of this.hearers) { hear(this.state, before) }
  }

  address(instead) {
    if (IN_CELL) { return }
    const to = new URL(location.href)
    to.searchParams.set("scene", this.scenes[this.state.at].dataset.scene)
    this.state.step ? to.searchParams.set("step", this.state.step) : to.searchParams.delete("step")
    if (to.href === location.href) { return }
    // A browser may refuse where addresses change too fast; the scene is shown all the same.
    try { history[instead ? "replaceState" : "pushState"](null, "", to) } catch { /* the next one will do */ }
  }

  // Black is frozen. What lies over a scene is gone through, or taken away, before the scene moves on.
  step(by) {
    const {at, step, black, answer, quote} = this.state
    if (black) { return }
    if (answer) { this.show({answer: ""}); return }
    if (quote) { this.show({quote: quote + by > this.quotes ? 0 : Math.max(0, quote + by)}); return }
    const to = step + by
    if (to >= 0 && to <= this.steps(at)) { this.show({step: to}); return }
    const next = at + by
    if (next < 0 || next >= this.scenes.length) { return }
    this.show({at: next, step: by > 0 ? 0 : this.steps(next)})
  }

  go(at) { if (!this.state.black) { this.show({at: this.within(at), step: 0, answer: "", quote: 0}) } }
}

function swiped(root, deck) {
  let from = null
  root.addEventListener("touchstart", ({touches}) => { from = touches.length === 1 ? touches[0] : null }, {passive: true})
  root.addEventListener("touchend", ({changedTouches: [to]}) => {
    const across = from ? to.clientX - from.clientX : 0
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) { deck.step(across < 0 ? 1 : -1) }
    from = null
  })
}

function pressed(root, deck) {
  root.addEventListener("pointerdown", (event) => { if (event.target.closest(".edge")) { event.preventDefault() } })
  root.addEventListener("mousedown", (event) => { if (event.target.closest(".edge")) { event.preventDefault() } })
  root.addEventListener("click", (event) => {
    const edge = event.target.closest(".edge")
    if (edge) { deck.step(Number(edge.dataset.step)) }
  })
  swiped(root, deck)
}

// The theme of the address, else the one chosen on any page here, else the machine's.
function theme(ground) {
  const asked = new URLSearchParams(location.search).get("theme") ?? kept(THEME)
  const dark = IN_CELL ? dark_around() : asked ? asked === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  ground.dataset.paper = dark ? "dark" : "light"
}

function turn(ground) {
  const dark = ground.dataset.paper !== "dark"
  ground.dataset.paper = dark ? "dark" : "light"
  if (!IN_CELL) { keep(THEME, dark ? "dark" : "light") }
}

export function render({model, line: {ground, ears}}) {
  ground.lang = model.lang
  theme(ground)
  const root = document.createElement("div")
  root.className = "screen"
  root.innerHTML = model.html
  const deck = new Deck(root, model.release)
  const letters = root.querySelector("#letters"), said = root.querySelector(".said-aloud")
  letters.checked = kept(LETTERS) !== "off"
  letters.addEventListener("change", () => keep(LETTERS, letters.checked ? "on" : "off"))
  const parts = {deck, root, model, letters, memory: {kept, keep}}
  const help = SCRIPTS.dialog({...parts, name: "help"}), leads = SCRIPTS.dialog({...parts, name: "leads"})
  const beside = SCRIPTS.presenter(parts)
  const stage = SCRIPTS.stage(parts)
  const line = SCRIPTS.line(parts)
  const room = SCRIPTS.room({...parts, line, fit: stage.fit}), newer = SCRIPTS.newer({...parts, line})
  const fill = () => { document.fullscreenElement ? document.exitFullscreen() : (IN_CELL ? root : ground).requestFullscreen() }
  const blank = () => deck.show({black: !deck.state.black})
  const quote = () => { if (!deck.state.black) { deck.show({quote: deck.state.quote ? 0 : 1, answer: ""}) } }
  const evidence = () => { if (!deck.state.black) { leads.turn() } }
  const DEEDS = {w: quote, n: beside.open, b: blank, ".": blank, f: fill, d: () => turn(ground), "?": help.turn, e: evidence, "/": room.open, u: newer.take}
  const escape = () => room.close() || help.close() || leads.close() || deck.show({black: false, answer: "", quote: 0})
  const plain = {Home: () => deck.go(0), End: () => deck.go(deck.scenes.length - 1), Escape: escape}

  const deed = (event) => {
    const {key} = event
    if ((STEPS[key] || key === " ") && (help.is_open() || leads.is_open())) { return null }
    if (STEPS[key]) { return () => deck.step(STEPS[key]) }
    if (key === " ") { return pressable(event) ? null : () => deck.step(event.shiftKey ? -1 : 1) }
    if (plain[key]) { return plain[key] }
    if (key.length > 1 || !letters.checked) { return null }
    return /^[1-9]$/.test(key) ? () => deck.go(Number(key) - 1) : DEEDS[key.toLowerCase()]
  }
  ears.addEventListener("keydown", (event) => {
    if (!root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) { return }
    const act = deed(event)
    if (!act) { return }
    event.preventDefault()
    if (!event.repeat) { act() }
  })
  pressed(root, deck)
  deck.hearers.push((now, before) => {
    const scene = deck.scenes[now.at]
    if (now.at !== before.at || !said.textContent) {
      said.textContent = `${scene.querySelector("h2").textContent} (${now.at + 1} / ${deck.scenes.length})`
    } else if (now.step !== before.step) {
      said.textContent = scene.querySelector(`[data-at="${now.step}"]`)?.textContent || said.textContent
    }
  })
  // Letters that are first seen by a later key come now: then the network may go.
  for (const weight of WEIGHTS) { document.fonts.load(`${weight} 24px Roboto`, root.textContent).then(stage.fit, () => {}) }
  new ResizeObserver(stage.fit).observe(root)
  deck.begin()
  return root
}
