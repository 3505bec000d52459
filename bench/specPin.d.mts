export declare function freeVariables(text: string): ReadonlySet<string>;
export declare function pinningData(text: string, solution: object): string | undefined;
