// Preloaded into a measured process: prints its peak memory and its age on the way out.
process.on('exit', () => {
  const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const elapsedMs = Math.round(performance.now());
  process.stderr.write(`\n@usage ${JSON.stringify({ maxRssMb, elapsedMs })}\n`);
});
