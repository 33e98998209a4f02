// Runs before a page's own scripts and notes what happens while it loads.
window.watched = {
  score: 0, shifts: [], violations: [],
  // moves are the shifts, if they make a difference in the third place of the score,
  // with which it is reported: a machine that has much to do may paint half a line.
  moves: () => watched.score < 0.0005 ? [] : watched.shifts,
};

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const moved = entry.sources.map((s) => s.node?.outerHTML?.slice(0, 80) ?? s.node?.textContent?.slice(0, 40)).join(" | ");
    watched.score += entry.value;
    watched.shifts.push(`${entry.value.toFixed(4)}: ${moved}`);
  }
}).observe({ type: "layout-shift", buffered: true });

document.addEventListener("securitypolicyviolation", (e) => {
  watched.violations.push(`${e.effectiveDirective} stops ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber} ${e.sample}`);
});
