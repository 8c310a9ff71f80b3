// Hands out the tables as CSV files.
const files = JSON.parse(document.getElementById("report-csv").textContent);
document.querySelectorAll("[data-csv]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([files[button.dataset.csv]], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = button.dataset.csv + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });
});
