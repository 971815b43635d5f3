/** The version of the library; the same as in package.json, which a test holds it to. */
export const LIBRARY_VERSION = '0.2.0';
