declare const WebAssembly: { readonly Memory: { readonly prototype: WasmMemory } };

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** In pages; gives the size before. Throws a `RangeError` where there is no more. */
  grow(pages: number): number;
}

const pageBytes = 2 ** 16;

/** All that the engines' WASM can address. */
export const largestMemoryMb = 2048;

/** What became of a limit. */
export interface MemoryLimit {
  /** Whether memory was refused since the last call. */
  wasReached(): boolean;
  /** The size of the memory that grew last, in bytes; it never shrinks. 0 while none has grown. */
  readonly memoryBytes: number;
}

/**
 * Limits each WebAssembly memory of this thread to so many megabytes (2^20 bytes). An engine that asks for more is told
 * that there is none, as at the end of what it can address: it may go on with less, or fail.
 */
export function limitWasmMemory(megabytes: number): MemoryLimit {
  const { prototype } = WebAssembly.Memory;
  const grow = Object.getOwnPropertyDescriptor(prototype, 'grow')?.value as WasmMemory['grow'];
  let reached = false;
  let memoryBytes = 0;
  prototype.grow = function (this: WasmMemory, pages) {
    if (this.buffer.byteLength + pages * pageBytes > megabytes * 2 ** 20) {
      reached = true;
      throw new RangeError(`The memory limit of ${megabytes} MB is reached.`);
    }
    const before = grow.call(this, pages);
    memoryBytes = (before + pages) * pageBytes;
    return before;
  };
  return {
    wasReached() {
      const was = reached;
      reached = false;
      return was;
    },
    get memoryBytes() {
      return memoryBytes;
    },
  };
}
