import { spawn } from 'node:child_process';

/**
 * Runs nginx, and ends it when the lab is gone: its end of our standard input closes then, however the lab has ended, and
 * nginx itself would go on. Arguments: the program and its options. What nginx has to say goes to standard error.
 */
const [program, ...options] = process.argv.slice(2);
const nginx = spawn(program, options, { stdio: ['ignore', 'ignore', 'inherit'], windowsHide: true });

nginx.once('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
  process.stdin.destroy();
});
nginx.once('exit', (code) => process.exit(code ?? 1));

process.stdin.once('close', () => {
  if (nginx.pid === undefined) return;
  const stopping = spawn(program, [...options, '-s', 'stop'], { stdio: 'ignore', windowsHide: true });
  const kill = () => nginx.kill();
  stopping.once('error', kill);
  stopping.once('exit', (code) => code === 0 || kill());
  setTimeout(kill, 5000).unref();
});
process.stdin.resume();
