// What is seen of the state: one scene, what of it has lit up, black; and that all of it has room.
const STEP = 0.06, SMALLEST = 1, LARGEST = 1.7

const overflows = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1

// A title of more than two lines is written smaller, never smaller than the rest.
function fitTitle(title) {
  title.style.fontSize = ""
  const base = Number.parseFloat(getComputedStyle(title.parentElement).fontSize)
  for (let size = Number.parseFloat(getComputedStyle(title).fontSize) / base; size > SMALLEST; size -= STEP) {
    title.style.fontSize = `${size}em`
    if (title.clientHeight <= 2.5 * size * base) { return }
  }
  title.style.fontSize = `${SMALLEST}em`
}

// What is left out piece by piece, the last first: sentences beside what is counted, rows that tell nothing, then the
// others; of rows in blocks, which are read beside each other, a block at a time.
function pieces(seen) {
  const block = (one) => (one.closest("table")?.tBodies.length > 1 ? one.closest("tbody") : one)
  const rank = ({dataset}) => (dataset.spare !== "counted" ? 2 : "untold" in dataset ? 1 : 0)
  const [told, untold, beside] = [0, 1, 2].map((each) => seen.filter((one) => rank(one) === each))
  return [...new Set(told.map(block)), ...untold, ...beside]
}

// What there is no room for is left out, last first, and counted.
function fitBody(scene) {
  const body = scene.querySelector(".body"), left = scene.querySelector(".left-out")
  scene.querySelectorAll(".no-room").forEach((one) => one.classList.remove("no-room"))
  left.textContent = ""
  const seen = [...scene.querySelectorAll("[data-spare]")].filter((one) => one.offsetParent)
  const rest = pieces(seen)
  while (overflows(body) && rest.length > 1) {
    rest.pop().classList.add("no-room")
    const out = seen.filter((one) => !one.offsetParent && one.dataset.spare === "counted").length
    left.textContent = out ? left.dataset.words.replace("{n}", out) : ""
  }
}

// What lies over the slide is written smaller until it has room, never smaller than the rest.
function fitOver(over) {
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    over.style.setProperty("--large", size)
    if (!overflows(over)) { return }
  }
}

// Text on the map is as large as the rest; of two labels that meet, the second is in the list beside alone.
function fitMap(svg) {
  const box = svg.getBoundingClientRect()
  if (!box.height) { return }
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number)
  const around = svg.closest(".scene").getBoundingClientRect(), placed = []
  // In the presenter's window all of it is made small, which is none of its own size.
  const scale = around.width / svg.closest(".scene").offsetWidth
  const unit = scale * Math.max(width / box.width, height / box.height)
  svg.style.setProperty("--unit", unit)
  svg.style.setProperty("--text", `${Number.parseFloat(getComputedStyle(svg).fontSize) * unit}px`)
  for (const label of svg.querySelectorAll("text")) {
    label.classList.remove("no-room")
    const own = label.getBoundingClientRect()
    const meets = placed.some((one) => own.left < one.right && one.left < own.right && own.top < one.bottom && one.top < own.bottom)
    const is_out = own.left < around.left || own.right > around.right || own.top < around.top || own.bottom > around.bottom
    if (meets || is_out) { label.classList.add("no-room") } else if (own.width) { placed.push(own) }
  }
}

export function render({deck, root}) {
  const black = root.querySelector(".black"), quotes = root.querySelectorAll(".quote")
  const fit = () => {
    const scene = deck.scenes[deck.state.at]
    fitTitle(scene.querySelector("h2"))
    fitBody(scene)
    scene.querySelectorAll("svg.map").forEach(fitMap)
    root.querySelectorAll("section.over:not([hidden])").forEach(fitOver)
  }
  deck.hearers.push((now) => {
    deck.scenes.forEach((scene, i) => { scene.hidden = i !== now.at })
    const scene = deck.scenes[now.at]
    scene.classList.toggle("stepped", now.step > 0)
    for (const one of scene.querySelectorAll("[data-step]")) {
      one.classList.toggle("waiting", Number(one.dataset.step) > now.step)
      one.classList.toggle("now", Number(one.dataset.step) === now.step)
    }
    for (const one of scene.querySelectorAll("[data-at]")) { one.hidden = Number(one.dataset.at) !== now.step }
    quotes.forEach((quote, i) => { quote.hidden = i + 1 !== now.quote })
    black.hidden = !now.black
    root.classList.toggle("is-black", now.black)
    fit()
  })
  return {fit}
}
