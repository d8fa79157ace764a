// A server under measurement, in a process of its own: the parent says which, and asks what it has cost so far.
process.on('disconnect', () => process.exit());

process.once('message', async ({ server, setup }) => {
  const { start } = await import(`./servers/${server}.js`);
  const ports = await start(setup);
  process.on('message', (what) => process.send(what === 'live' ? { live: liveBytes() } : usage()));
  process.send(ports);
});

function usage() {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, user, system, rss: process.memoryUsage.rss() };
}

/** What is left when all garbage is gone; needs --expose-gc. */
function liveBytes() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
