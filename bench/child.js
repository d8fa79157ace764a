// A server under measurement, in a process of its own: the parent says which, and asks what it has cost so far.
process.on('disconnect', () => process.exit());

process.once('message', async ({ server, setup }) => {
  const { start } = await import(`./servers/${server}.js`);
  const ports = await start(setup);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, user, system, rss: process.memoryUsage.rss() });
  });
  process.send(ports);
});
