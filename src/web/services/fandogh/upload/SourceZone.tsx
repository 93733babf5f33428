import { FileArchive } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useText } from '../../../i18n/useLanguage.ts';
import { filesOfInput, type PathFile } from '../../../uploads/droppedFiles.ts';
import { TextButton } from '../../../ui/Button.tsx';

/** React knows no property for it: the field takes a folder instead of files. */
const FOLDER = { webkitdirectory: '' };

interface SourceZoneProps {
  readonly onFiles: (files: readonly PathFile[]) => void;
}

/** Where an archive or a folder is chosen; what is dropped comes from anywhere on the page. */
export function SourceZone({ onFiles }: SourceZoneProps) {
  const t = useText();
  return (
    <div className="flex items-center gap-4 rounded-lg border border-dashed border-accent/60 bg-accent-soft/50 p-5">
      <FileArchive size={26} aria-hidden className="shrink-0 text-accent" />
      <div className="min-w-0">
        <p className="text-md">
          {t.rich('fandogh.upload.drop', {
            file: <Chooser onFiles={onFiles}>{t('fandogh.upload.chooseFile')}</Chooser>,
            folder: (
              <Chooser isFolder onFiles={onFiles}>
                {t('fandogh.upload.chooseFolder')}
              </Chooser>
            ),
          })}
        </p>
        <p className="text-sm text-muted">{t('fandogh.upload.dropHint')}</p>
      </div>
    </div>
  );
}

interface ChooserProps extends SourceZoneProps {
  readonly isFolder?: boolean;
  readonly children: ReactNode;
}

function Chooser({ isFolder = false, onFiles, children }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <TextButton onClick={() => input.current?.click()}>{children}</TextButton>
      <input
        ref={input}
        type="file"
        hidden
        {...(isFolder && FOLDER)}
        onChange={(event) => {
          onFiles(filesOfInput(event.currentTarget.files));
          // The same file may be chosen again after it was made anew.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
