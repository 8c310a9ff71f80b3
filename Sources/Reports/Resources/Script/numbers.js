// Numbers as the page writes them.
const units = data.language === "zh"
  ? [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]]
  : [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];

const grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const signed = (number, text) => (number < 0 ? "\u2212" : "") + text;
const whole = (number) => signed(number, grouped(Math.round(Math.abs(number)).toFixed(0)));

function compact(number) {
  const size = Math.abs(number);
  const unit = size >= 1e4 ? units.find((each) => size >= each[0]) : null;
  if (!unit) return signed(number, grouped(String(Number(size.toFixed(size < 10 ? 2 : 0)))));
  return signed(number, grouped(String(Number((size / unit[0]).toFixed(size >= 100 * unit[0] ? 0 : 1)))) + unit[1]);
}

const money = (number) => signed(number, data.symbol + whole(Math.abs(number)));
const compactMoney = (number) => signed(number, data.symbol + compact(Math.abs(number)));

function share(fraction) {
  if (fraction > 0 && fraction < 0.0005) return "<0.1%";
  if (fraction < 1 && fraction > 0.9995) return ">99.9%";
  return fraction === 0 || fraction === 1 ? fraction * 100 + "%" : (fraction * 100).toFixed(1) + "%";
}

/** Four significant digits, or all of a whole number. */
function number(value) {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size < 1e-4 || size >= 1e15) return value.toExponential(2).replace("e", "×10^").replace("+", "").replaceAll("-", "\u2212");
  const places = Math.max(0, 3 - Math.floor(Math.log10(size)));
  const [whole, fraction] = String(Number(size.toFixed(places))).split(".");
  return signed(value, grouped(whole) + (fraction ? "." + fraction : ""));
}

const numberOrNone = (value) => (value === null || value === undefined ? "–" : number(value));
/** For an axis or a bar: large numbers in their unit, small ones with three digits. */
function brief(value) {
  const unit = Math.abs(value) >= 1e4 ? units.find((each) => Math.abs(value) >= each[0]) : null;
  return unit ? number(Number((value / unit[0]).toPrecision(4))) + unit[1]
    : number(Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3)));
}

const formats = {
  integer: { full: whole, short: compact },
  money: { full: money, short: compactMoney },
  share: { full: share, short: (fraction) => Number((fraction * 100).toFixed(1)) + "%" },
};
