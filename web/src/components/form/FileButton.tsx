/** Opens the system's own choice of files. */
import { useRef } from 'react';

interface Props {
  isMultiple?: boolean;
  /** Kinds of files that are offered; the server decides. */
  accept?: string;
  onFiles: (files: File[]) => void;
  /** What is pressed; it gets the function that opens the choice. */
  children: (open: () => void) => React.ReactNode;
}

export function FileButton({ isMultiple = false, accept, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple={isMultiple}
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      {children(() => input.current?.click())}
    </>
  );
}
