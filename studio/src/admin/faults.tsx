import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link, Redirect } from "wouter";
import { queries } from "../client.ts";
import { date, number } from "../language/index.ts";
import { Select, TextField } from "../ui/field.tsx";
import { Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import {
  type Fault,
  type Kinds,
  type Service,
  type StandInCall,
  setFaults,
  useStandIns,
} from "./stand-ins.ts";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

const LIVE_MS = 3_000;
const SHOWN_CALLS = 20;

/** Of a local stack only: what the stand-ins for OpenAI and Rekognition shall get wrong. */
export function FaultsPage() {
  const kinds = useStandIns<Kinds>("kinds");
  const faults = useStandIns<Fault[]>("faults", LIVE_MS) ?? [];
  const { sayError } = useToast();
  if (kinds === null) return <Redirect to="/admin/monitor" replace />;
  if (!kinds) return <Waiting />;
  const change = async (wanted: Fault[]) => {
    try {
      await setFaults(wanted);
      await queries.invalidateQueries({ queryKey: ["stand-ins"] });
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <>
      <div className="stack tight">
        <h1>{t("Stand-ins")}</h1>
        <p className="fine">
          <Link to="/admin/monitor">{t("Monitor")}</Link>
        </p>
      </div>
      <p className="lede">
        {t("On this machine OpenAI and Rekognition are simulated. Here you make them fail.")}
      </p>
      <NewFault kinds={kinds} add={(fault) => change([...faults, fault])} />
      <section className="stack">
        <h2>{t("Faults to come")}</h2>
        {faults.length === 0 && <p>{t("None: every call succeeds.")}</p>}
        {faults.length > 0 && (
          <Rows
            rows={faults.map((fault, index) => ({ ...fault, id: String(index) }))}
            columns={[
              { title: t("Service"), show: (fault) => <code>{fault.service}</code> },
              { title: t("Fault"), show: (fault) => <code>{fault.fault}</code> },
              { title: t("Calls left"), show: (fault) => number(fault.times) },
              { title: t("Only if it contains"), show: (fault) => fault.match || "–" },
              {
                title: t("Actions"),
                show: (gone) => (
                  <button
                    type="button"
                    className="button plain icon small"
                    aria-label={t("Delete {name}", { name: gone.fault })}
                    onClick={() =>
                      void change(faults.filter((_, index) => String(index) !== gone.id))
                    }
                  >
                    <Trash2 size={18} aria-hidden />
                  </button>
                ),
              },
            ]}
          />
        )}
      </section>
      <Calls />
    </>
  );
}

function NewFault({ kinds, add }: { kinds: Kinds; add: (fault: Fault) => Promise<void> }) {
  const [service, setService] = useState<Service>("openai");
  const [fault, setFault] = useState("rate_limit");
  const [times, setTimes] = useState("1");
  const [match, setMatch] = useState("");
  const [seconds, setSeconds] = useState("");
  const chosen = kinds[service].includes(fault) ? fault : (kinds[service][0] ?? "");
  const lasts = ["slow", "slow_stream", "timeout"].includes(chosen);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await add({
      service,
      fault: chosen,
      times: Number(times),
      match,
      ...(seconds && lasts && { seconds: Number(seconds) }),
      ...(seconds && chosen === "rate_limit" && { retry_after: Number(seconds) }),
    });
  };
  return (
    <form className="stack card" onSubmit={submit}>
      <h2>{t("New fault")}</h2>
      <div className="fields">
        <Select
          label={t("Service")}
          value={service}
          choices={Object.keys(kinds).map((value) => ({ value, label: value }))}
          onChange={(event) => setService(event.target.value as Service)}
        />
        <Select
          label={t("Fault")}
          value={chosen}
          choices={kinds[service].map((value) => ({ value, label: value }))}
          onChange={(event) => setFault(event.target.value)}
        />
        <TextField
          label={t("How many calls")}
          type="number"
          min={1}
          required
          value={times}
          onChange={(event) => setTimes(event.target.value)}
        />
        {(lasts || chosen === "rate_limit") && (
          <TextField
            label={t("Seconds")}
            type="number"
            min={0}
            step="any"
            value={seconds}
            onChange={(event) => setSeconds(event.target.value)}
          />
        )}
      </div>
      <TextField
        label={t("Only if it contains")}
        hint={t("Part of the prompt; empty for every call.")}
        value={match}
        onChange={(event) => setMatch(event.target.value)}
      />
      <div className="row end">
        <button type="submit" className="button">
          {t("Add the fault")}
        </button>
      </div>
    </form>
  );
}

function Calls() {
  const calls = useStandIns<StandInCall[]>("calls", LIVE_MS) ?? [];
  const latest = calls.map((call, index) => ({ ...call, id: String(index) })).slice(-SHOWN_CALLS);
  return (
    <section className="stack">
      <h2>{t("Calls received")}</h2>
      {latest.length === 0 && <p>{t("Nothing here yet")}</p>}
      {latest.length > 0 && (
        <Rows
          rows={latest.reverse()}
          columns={[
            {
              title: t("Time"),
              show: (call) => (
                <span className="nowrap">{date(new Date(call.at * 1000).toISOString())}</span>
              ),
            },
            { title: t("Service"), show: (call) => <code>{call.service}</code> },
            { title: t("Operation"), show: (call) => <code>{call.operation}</code> },
            {
              title: t("Prompt"),
              show: (call) => <div className="words">{call.text || "–"}</div>,
            },
          ]}
        />
      )}
    </section>
  );
}
