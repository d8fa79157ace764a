import type { Cmdlet } from '../cmdlet.js';
import { findPlace, placeParameters } from '../web-configuration.js';

/** Get-WebConfigurationProperty of IIS's module WebAdministration, for what Exchange's OAuth module reads. */
export const getWebConfigurationProperty: Cmdlet = {
  name: 'Get-WebConfigurationProperty',
  synopsis: 'Shows which tokens a virtual directory takes, out of its web.config.',
  sessions: ['OnPremises'],
  parameters: placeParameters,
  run(parameters, { state }) {
    const { kind, setting } = findPlace(parameters);
    const [directory] = state.state.organization[kind];
    const value = directory ? setting.read(directory) : '';
    const path = `/appSettings/add[@key='${setting.key}']`;
    return { output: [{ ItemXPath: path, Name: 'value', TypeName: 'System.String', Value: value }] };
  },
};
