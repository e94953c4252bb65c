// Words as people type them: without marks, in any form, and nearly as they are spelt. Of every page's scripts.

// Letters without macrons and other marks, in one form, however they were typed; then words.
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}|[’‘‛'`´ʻʼʹʾʿˈ′]/gu, "")
const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

// How many letters are to be put in, taken out, changed or turned round with the next to make one of the other.
const distance = (one, other) => {
  let before = [], row = [...other].reduce((all) => [...all, all.length], [0])
  for (let at = 0; at < one.length; at += 1) {
    const next = [row[0] + 1]
    for (let i = 1; i < row.length; i += 1) {
      const is_turned = at && i > 1 && one[at] === other[i - 2] && one[at - 1] === other[i - 1]
      next.push(Math.min(row[i] + 1, next[i - 1] + 1, row[i - 1] + (one[at] === other[i - 1] ? 0 : 1), is_turned ? before[i - 2] + 1 : Infinity))
    }
    [before, row] = [row, next]
  }
  return row.at(-1)
}
const SHORTEST = 5, LONG = 7
// The word of a name that is spelt nearly as a part that is typed, or begins nearly so; undefined where none is.
const spelt = (part, all) => {
  const most = part.length < SHORTEST ? 0 : part.length < LONG ? 1 : 2
  // Another first letter makes another word: whoever types "farmers" does not mean Palmerston.
  const near = (word) => Math.min(distance(part, word), part.length < LONG ? LONG : distance(part, word.slice(0, part.length)))
  const far = (word) => near(word) + (word[0] === part[0] ? 0 : 1)
  const [least, word] = all.filter((one) => one.length >= SHORTEST).map((one) => [far(one), one])
    .reduce((best, one) => (one[0] < best[0] ? one : best), [most + 1])
  return least <= most ? word : undefined
}
