import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { sentence } from "./errors.tsx";

type Toast = { id: number; text: string; bad: boolean };
type Say = { say: (text: string) => void; sayError: (error: unknown) => void };

const SHOWN_MS = 5_000;
const Context = createContext<Say>({ say: () => {}, sayError: () => {} });

export function useToast(): Say {
  return useContext(Context);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const show = useCallback((text: string, bad: boolean) => {
    const id = Math.random();
    setToasts((shown) => [...shown.slice(-2), { id, text, bad }]);
    setTimeout(() => setToasts((shown) => shown.filter((one) => one.id !== id)), SHOWN_MS);
  }, []);
  const [say] = useState<Say>(() => ({
    say: (text) => show(text, false),
    sayError: (error) => show(sentence(error), true),
  }));
  return (
    <Context value={say}>
      {children}
      <div className="toasts" role="status">
        {toasts.map(({ id, text, bad }) => (
          <div key={id} className={bad ? "toast bad" : "toast"}>
            {text}
          </div>
        ))}
      </div>
    </Context>
  );
}
