/** The version of the platform that this process runs, as it stands in images, traces and provenance. */
export const platformVersion = '0.1.0';
