import type { Cmdlet } from '../cmdlet.js';
import { setVirtualDirectory } from '../virtual-directories.js';
import { setParameters } from '../virtual-directory-parameters.js';

/** Set-WebServicesVirtualDirectory: URLs and authentication methods of one EWS virtual directory. */
export const setWebServicesVirtualDirectory: Cmdlet = {
  name: 'Set-WebServicesVirtualDirectory',
  synopsis: 'Changes an EWS virtual directory.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: setParameters('EX01\\EWS (Default Web Site)'),
  run: (parameters, context) => setVirtualDirectory('webServicesVirtualDirectories', parameters, context),
};
