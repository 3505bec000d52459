export declare const rooms: Readonly<Record<string, readonly string[]>>;
export declare function roomOf(file: string): string | undefined;
export declare function whyForbidden(file: string, specifier: string): string | undefined;
