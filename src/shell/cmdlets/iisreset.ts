import type { Cmdlet } from '../cmdlet.js';

/** iisreset: the worker processes of the on-premises servers start anew and load everything again. */
export const iisreset: Cmdlet = {
  name: 'iisreset',
  synopsis: 'Restarts the web server: what the servers have loaded or cached is thrown away.',
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Switch', type: 'String', position: 0, values: ['/restart', '/noforce'], help: 'As iisreset.exe has it.' },
  ],
  run(_, { workerProcesses }) {
    workerProcesses.recycle();
    return { output: [{ Status: 'Internet services successfully restarted' }] };
  },
};
