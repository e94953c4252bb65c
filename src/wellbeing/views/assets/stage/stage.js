// What is seen of the state: one scene, what of it has lit up, black; and that all of it has room.
const STEP = 0.06, SMALLEST = 1

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

// What there is no room for is left out, last first, and counted.
function fitBody(scene) {
  const body = scene.querySelector(".body"), left = scene.querySelector(".left-out")
  const spare = [...scene.querySelectorAll("[data-spare]")]
  spare.forEach((one) => one.classList.remove("no-room"))
  left.textContent = ""
  const seen = spare.filter((one) => one.offsetParent)
  let out = 0
  while (overflows(body) && seen.length > 1) {
    const last = seen.pop()
    last.classList.add("no-room")
    out += last.dataset.spare === "counted" ? 1 : 0
    left.textContent = out ? left.dataset.words.replace("{n}", out) : ""
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
