import { enumeration, listOf, words, xs } from '../../xsd/simple-types.js';
import { element, optional, some } from '../../xsd/types.js';
import { nonEmptyString } from '../email-address.js';
import { targetFolderId } from '../folder-ids.js';
import { itemId } from '../item-ids.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** GetUserConfiguration (MS-OXWSUSRCFG): what an application has stored in a folder under a name. */

const userConfigurationName = t.extended('UserConfigurationNameType', targetFolderId, {
  attributes: { Name: nonEmptyString },
});

const userConfigurationProperties = listOf(
  't',
  'UserConfigurationPropertyType',
  enumeration('t', 'UserConfigurationPropertyNameType', words('Id Dictionary XmlData BinaryData All')),
);

export const getUserConfigurationRequest = element(
  'm',
  'GetUserConfiguration',
  m.complex('GetUserConfigurationType', {
    content: [
      { UserConfigurationName: userConfigurationName, UserConfigurationProperties: userConfigurationProperties },
    ],
  }),
);

const dictionaryObject = t.complex('UserConfigurationDictionaryObjectType', {
  content: [
    {
      Type: enumeration(
        't',
        'UserConfigurationDictionaryObjectTypesType',
        words(
          'DateTime Boolean Byte String Integer32 UnsignedInteger32 Integer64 UnsignedInteger64 StringArray ByteArray',
        ),
      ),
      Value: some(xs.string),
    },
  ],
});

const dictionaryEntry = t.complex('UserConfigurationDictionaryEntryType', {
  content: [{ DictionaryKey: dictionaryObject, DictionaryValue: dictionaryObject }],
});

const userConfiguration = t.complex('UserConfigurationType', {
  content: [
    {
      UserConfigurationName: userConfigurationName,
      ItemId: optional(itemId),
      Dictionary: optional(t.list('UserConfigurationDictionaryType', { DictionaryEntry: dictionaryEntry })),
      XmlData: optional(xs.base64Binary),
      BinaryData: optional(xs.base64Binary),
    },
  ],
});

export const getUserConfigurationResponse = responseElement(
  'GetUserConfiguration',
  m.extended('GetUserConfigurationResponseMessageType', responseMessage, {
    content: [{ UserConfiguration: optional(userConfiguration) }],
  }),
);
