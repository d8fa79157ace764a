import { enumeration, patterned, words, xs } from '../xsd/simple-types.js';
import { choice, optional, some } from '../xsd/types.js';
import { unindexedFieldUri } from './field-uris.js';
import { t } from './namespaces.js';

/** How a request names a property (MS-OXWSCDATA). */
export const fieldUri = t.complex('PathToUnindexedFieldType', { attributes: { FieldURI: unindexedFieldUri } });

const dictionaryUri = enumeration(
  't',
  'DictionaryURIType',
  words(
    'item:InternetMessageHeader contacts:ImAddress contacts:PhysicalAddress:Street contacts:PhysicalAddress:City contacts:PhysicalAddress:State contacts:PhysicalAddress:CountryOrRegion contacts:PhysicalAddress:PostalCode contacts:PhoneNumber contacts:EmailAddress distributionlist:Members:Member contacts:ContactUrl',
  ),
);

/** A property that there are several of: `contacts:EmailAddress`, `EmailAddress1`. */
export const indexedFieldUri = t.complex('PathToIndexedFieldType', {
  attributes: { FieldURI: dictionaryUri, FieldIndex: xs.string },
});

const distinguishedPropertySet = enumeration(
  't',
  'DistinguishedPropertySetType',
  words(
    'Meeting Appointment Common PublicStrings Address InternetHeaders CalendarAssistant UnifiedMessaging Task Sharing Attachment',
  ),
);

const mapiPropertyType = enumeration(
  't',
  'MapiPropertyTypeType',
  words(
    'ApplicationTime ApplicationTimeArray Binary BinaryArray Boolean CLSID CLSIDArray Currency CurrencyArray Double DoubleArray Error Float FloatArray Integer IntegerArray Long LongArray Null Object ObjectArray Short ShortArray SystemTime SystemTimeArray String StringArray',
  ),
);

const propertyTag = patterned('t', 'PropertyTagType', xs.string, '(0x|0X)?[0-9A-Fa-f]{1,5}|[0-9]{1,5}');
export const guid = patterned(
  't',
  'GuidType',
  xs.string,
  '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
);

/** A MAPI property: by tag, or by property set and name or id (MS-OXWSXPROP). */
export const extendedFieldUri = t.complex('PathToExtendedFieldType', {
  attributes: {
    DistinguishedPropertySetId: optional(distinguishedPropertySet),
    PropertySetId: optional(guid),
    PropertyTag: optional(propertyTag),
    PropertyName: optional(xs.string),
    PropertyId: optional(xs.int),
    PropertyType: mapiPropertyType,
  },
});

/** A property that only errors name. */
export const exceptionFieldUri = t.complex('PathToExceptionFieldType', {
  attributes: {
    FieldURI: enumeration(
      't',
      'ExceptionPropertyURIType',
      words(
        'attachment:Name attachment:ContentType attachment:Content recurrence:Month recurrence:DayOfWeekIndex recurrence:DaysOfWeek recurrence:DayOfMonth recurrence:Interval recurrence:NumberOfOccurrences recurrence:StartDate recurrence:EndDate timezone:Offset',
      ),
    ),
  },
});

/** One property. */
export const path = { FieldURI: fieldUri, IndexedFieldURI: indexedFieldUri, ExtendedFieldURI: extendedFieldUri };

export const paths = t.list('NonEmptyArrayOfPathsToElementType', path, 1);

const values = t.complex('NonEmptyArrayOfPropertyValuesType', { content: [{ Value: some(xs.string) }] });

/** A MAPI property with its value or values. */
export const extendedProperty = t.complex('ExtendedPropertyType', {
  content: [{ ExtendedFieldURI: extendedFieldUri }, choice({ Value: xs.string, Values: values })],
});
