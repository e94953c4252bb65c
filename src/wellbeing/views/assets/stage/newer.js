// A newer release is offered between scenes, and taken by a key or a press: nothing changes by itself. Both windows go.
export function render({deck, root, line}) {
  const places = root.querySelectorAll(".offer")
  let newest = ""
  const go = (release) => {
    const to = new URL(location.href)
    to.searchParams.set("release", release)
    location.assign(to)
  }
  const take = () => {
    if (!newest || deck.state.black) { return }
    deck.other.postMessage({release: newest})
    go(newest)
  }
  const told = () => {
    const {step, black, answer, quote} = deck.state
    for (const place of places) {
      const is_between = step === 0 && !black && !answer && !quote
      const is_said = newest && (is_between || !place.closest(".stage"))
      place.textContent = is_said ? place.dataset.words.replace("{release}", newest) : ""
    }
  }
  deck.other.addEventListener("message", ({data}) => { if (data.release) { go(data.release) } })
  line.on_newer((release) => { newest = release; told() })
  deck.hearers.push(told)
  return {take}
}
