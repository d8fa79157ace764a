import type { Cmdlet } from '../cmdlet.js';
import { setVirtualDirectory } from '../virtual-directories.js';
import { setParameters } from '../virtual-directory-parameters.js';

/** Set-AutodiscoverVirtualDirectory: URLs and authentication methods of one Autodiscover virtual directory. */
export const setAutodiscoverVirtualDirectory: Cmdlet = {
  name: 'Set-AutodiscoverVirtualDirectory',
  synopsis: 'Changes an Autodiscover virtual directory.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: setParameters('EX01\\Autodiscover (Default Web Site)'),
  run: (parameters, context) => setVirtualDirectory('autodiscoverVirtualDirectories', parameters, context),
};
