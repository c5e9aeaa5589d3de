/** The version of the package: printed, written into snapshots and reports. A test holds it to package.json's. */
export const VERSION = '0.1.0';
