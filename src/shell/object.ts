/** A value of a property: dates are Date, lists are arrays, blank is null; an object within one, as a key credential. */
export type PropertyValue = string | number | boolean | Date | null | readonly PropertyValue[] | PowerShellObject;

/** An object as PowerShell would put on the pipeline: properties in order. */
export type PowerShellObject = { readonly [property: string]: PropertyValue };
