// Prints the slip by itself where a printer hangs on the kiosk; without it the same slip opens as PDF.
const button = document.querySelector("[data-print]");
if (button) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
  window.print();
}
