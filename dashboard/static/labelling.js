// Keys 1, 2 and 3 choose an answer, Enter keeps it, and n leads to the next pair; all of it works without.
document.addEventListener("keydown", (pressed) => {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return;
  if (pressed.target.matches("input:not([type=radio]), textarea, select")) return;
  const answer = document.querySelector(`#judging input[data-key="${CSS.escape(pressed.key)}"]`);
  if (answer) {
    answer.checked = true;
    answer.focus();
  } else if (pressed.key === "n") {
    document.querySelector("#next")?.click();
  }
});
