import type { Cmdlet } from '../cmdlet.js';
import { setParameters, setVirtualDirectory } from '../virtual-directories.js';

/** Set-AutodiscoverVirtualDirectory: URLs and authentication methods of one Autodiscover virtual directory. */
export const setAutodiscoverVirtualDirectory: Cmdlet = {
  name: 'Set-AutodiscoverVirtualDirectory',
  synopsis: 'Changes an Autodiscover virtual directory.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: setParameters('EX01\\Autodiscover (Default Web Site)'),
  run: (parameters, context) => setVirtualDirectory('autodiscoverVirtualDirectories', parameters, context),
};
