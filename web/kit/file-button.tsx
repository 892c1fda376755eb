interface FileButtonProps {
  readonly label: string;
  /** What the chooser offers first; what is taken the API says. */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files, as a button; the same file can be chosen again. */
export function FileButton({ label, accept, disabled = false, onFiles }: FileButtonProps) {
  return (
    <label className={disabled ? 'j-button j-file j-file-off' : 'j-button j-file'}>
      {label}
      <input
        type="file"
        multiple
        className="j-hidden"
        accept={accept}
        disabled={disabled}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          onFiles(files);
        }}
      />
    </label>
  );
}
