export declare const firstMismatch: (wantedText: string, installedText: string) => string | undefined;
export declare const isInstalled: (root: string) => boolean;
export declare const markInstalled: (root: string) => void;
