/** A file, and its path below what was dropped or chosen: `shop/Dockerfile`, or its name alone. */
export interface PathFile {
  readonly path: string;
  readonly file: File;
}

/** The files that somebody chose in a field, with their paths where a folder was chosen. */
export function filesOfInput(files: FileList | null): readonly PathFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A folder tells its entries in batches, until one is empty (File and Directory Entries API, section 7.3). */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

async function walk(entry: FileSystemEntry, found: PathFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\/+/, ''), file });
  } else if (isFolder(entry)) for (const inner of await entriesOf(entry)) await walk(inner, found);
}

/**
 * The files of a drop, those of folders with their paths. Call it within the event: afterwards the browser tells
 * nothing of it any more. Rejects when a folder cannot be read.
 */
export function filesOfDrop(items: DataTransferItemList): Promise<readonly PathFile[]> {
  const roots = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const read = async (): Promise<readonly PathFile[]> => {
    const found: PathFile[] = [];
    for (const root of roots) {
      if (root instanceof File) found.push({ path: root.name, file: root });
      else if (root) await walk(root, found);
    }
    return found;
  };
  return read();
}
