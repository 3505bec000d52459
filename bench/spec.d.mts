export declare function skipped(test: object, exists?: (path: string) => boolean): string | undefined;
export declare function batches<Task extends object>(tasks: readonly Task[], largest: number): Task[][];
