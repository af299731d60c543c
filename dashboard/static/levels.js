// A slider over the join levels of the table below it; without it, the table says the same.
const rows = [...document.querySelectorAll("#level-rows tbody tr")];
const slider = document.querySelector("#level");
const shown = document.querySelector("#at-level");

const show = () => {
  const row = rows[slider.value];
  rows.forEach((each) => each.classList.toggle("chosen", each === row));
  shown.textContent = row.dataset.words;
  slider.setAttribute("aria-valuetext", row.cells[0].textContent.trim());
};

slider.addEventListener("input", show);
document.querySelector("#levels").hidden = false;
show();
