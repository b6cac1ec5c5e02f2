import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace nanobias. */
export namespace nanobias {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Request.
         * @deprecated Use nanobias.v1.Request.$Properties instead.
         */
        interface IRequest extends nanobias.v1.Request.$Properties {
        }

        /** Represents a Request. */
        class Request {

            /**
             * Constructs a new Request.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Request.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Request request_id. */
            request_id: number;

            /** Request get_state. */
            get_state: (nanobias.v1.GetState|null);

            /** Request get_capabilities. */
            get_capabilities: (nanobias.v1.GetCapabilities|null);

            /** Request stage_limits. */
            stage_limits: (nanobias.v1.StageLimits|null);

            /** Request commit_limits. */
            commit_limits: (nanobias.v1.CommitLimits|null);

            /** Request acquire_lease. */
            acquire_lease: (nanobias.v1.AcquireLease|null);

            /** Request renew_lease. */
            renew_lease: (nanobias.v1.RenewLease|null);

            /** Request release_lease. */
            release_lease: (nanobias.v1.ReleaseLease|null);

            /** Request arm. */
            arm: (nanobias.v1.Arm|null);

            /** Request enable. */
            enable: (nanobias.v1.Enable|null);

            /** Request set_bias. */
            set_bias: (nanobias.v1.SetBias|null);

            /** Request upload_step. */
            upload_step: (nanobias.v1.UploadStep|null);

            /** Request start_program. */
            start_program: (nanobias.v1.StartProgram|null);

            /** Request pause_program. */
            pause_program: (nanobias.v1.PauseProgram|null);

            /** Request abort_program. */
            abort_program: (nanobias.v1.AbortProgram|null);

            /** Request disable. */
            disable: (nanobias.v1.Disable|null);

            /** Request acknowledge. */
            acknowledge: (nanobias.v1.Acknowledge|null);

            /** Request fault_inject. */
            fault_inject: (nanobias.v1.FaultInject|null);

            /** Request start_stream. */
            start_stream: (nanobias.v1.StartStream|null);

            /** Request credit. */
            credit: (nanobias.v1.Credit|null);

            /** Request stop_stream. */
            stop_stream: (nanobias.v1.StopStream|null);

            /** Request capture_arm. */
            capture_arm: (nanobias.v1.CaptureArm|null);

            /** Request read_capture. */
            read_capture: (nanobias.v1.ReadCapture|null);

            /** Request mark. */
            mark: (nanobias.v1.Mark|null);

            /** Request read_events. */
            read_events: (nanobias.v1.ReadEvents|null);

            /** Request read_freeze_frame. */
            read_freeze_frame: (nanobias.v1.ReadFreezeFrame|null);

            /** Request set_current. */
            set_current: (nanobias.v1.SetCurrent|null);

            /** Request get_interlocks. */
            get_interlocks: (nanobias.v1.GetInterlocks|null);

            /** Request run_self_test. */
            run_self_test: (nanobias.v1.RunSelfTest|null);

            /** Request get_capture. */
            get_capture: (nanobias.v1.GetCapture|null);

            /** Request body. */
            body?: ("get_state"|"get_capabilities"|"stage_limits"|"commit_limits"|"acquire_lease"|"renew_lease"|"release_lease"|"arm"|"enable"|"set_bias"|"upload_step"|"start_program"|"pause_program"|"abort_program"|"disable"|"acknowledge"|"fault_inject"|"start_stream"|"credit"|"stop_stream"|"capture_arm"|"read_capture"|"mark"|"read_events"|"read_freeze_frame"|"set_current"|"get_interlocks"|"run_self_test"|"get_capture");

            /**
             * Encodes the specified Request message. Does not implicitly {@link nanobias.v1.Request.verify|verify} messages.
             * @param message Request message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Request {

            /** Properties of a Request. */
            interface $Properties {

                /** Request request_id */
                request_id?: number;

                /** Request get_state */
                get_state?: (nanobias.v1.GetState.$Properties|null);

                /** Request get_capabilities */
                get_capabilities?: (nanobias.v1.GetCapabilities.$Properties|null);

                /** Request stage_limits */
                stage_limits?: (nanobias.v1.StageLimits.$Properties|null);

                /** Request commit_limits */
                commit_limits?: (nanobias.v1.CommitLimits.$Properties|null);

                /** Request acquire_lease */
                acquire_lease?: (nanobias.v1.AcquireLease.$Properties|null);

                /** Request renew_lease */
                renew_lease?: (nanobias.v1.RenewLease.$Properties|null);

                /** Request release_lease */
                release_lease?: (nanobias.v1.ReleaseLease.$Properties|null);

                /** Request arm */
                arm?: (nanobias.v1.Arm.$Properties|null);

                /** Request enable */
                enable?: (nanobias.v1.Enable.$Properties|null);

                /** Request set_bias */
                set_bias?: (nanobias.v1.SetBias.$Properties|null);

                /** Request upload_step */
                upload_step?: (nanobias.v1.UploadStep.$Properties|null);

                /** Request start_program */
                start_program?: (nanobias.v1.StartProgram.$Properties|null);

                /** Request pause_program */
                pause_program?: (nanobias.v1.PauseProgram.$Properties|null);

                /** Request abort_program */
                abort_program?: (nanobias.v1.AbortProgram.$Properties|null);

                /** Request disable */
                disable?: (nanobias.v1.Disable.$Properties|null);

                /** Request acknowledge */
                acknowledge?: (nanobias.v1.Acknowledge.$Properties|null);

                /** Request fault_inject */
                fault_inject?: (nanobias.v1.FaultInject.$Properties|null);

                /** Request start_stream */
                start_stream?: (nanobias.v1.StartStream.$Properties|null);

                /** Request credit */
                credit?: (nanobias.v1.Credit.$Properties|null);

                /** Request stop_stream */
                stop_stream?: (nanobias.v1.StopStream.$Properties|null);

                /** Request capture_arm */
                capture_arm?: (nanobias.v1.CaptureArm.$Properties|null);

                /** Request read_capture */
                read_capture?: (nanobias.v1.ReadCapture.$Properties|null);

                /** Request mark */
                mark?: (nanobias.v1.Mark.$Properties|null);

                /** Request read_events */
                read_events?: (nanobias.v1.ReadEvents.$Properties|null);

                /** Request read_freeze_frame */
                read_freeze_frame?: (nanobias.v1.ReadFreezeFrame.$Properties|null);

                /** Request set_current */
                set_current?: (nanobias.v1.SetCurrent.$Properties|null);

                /** Request get_interlocks */
                get_interlocks?: (nanobias.v1.GetInterlocks.$Properties|null);

                /** Request run_self_test */
                run_self_test?: (nanobias.v1.RunSelfTest.$Properties|null);

                /** Request get_capture */
                get_capture?: (nanobias.v1.GetCapture.$Properties|null);

                /** Request body */
                body?: ("get_state"|"get_capabilities"|"stage_limits"|"commit_limits"|"acquire_lease"|"renew_lease"|"release_lease"|"arm"|"enable"|"set_bias"|"upload_step"|"start_program"|"pause_program"|"abort_program"|"disable"|"acknowledge"|"fault_inject"|"start_stream"|"credit"|"stop_stream"|"capture_arm"|"read_capture"|"mark"|"read_events"|"read_freeze_frame"|"set_current"|"get_interlocks"|"run_self_test"|"get_capture");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Request. */
            type $Shape = {
              request_id?: number;
              get_state?: nanobias.v1.GetState.$Shape|null;
              get_capabilities?: nanobias.v1.GetCapabilities.$Shape|null;
              stage_limits?: nanobias.v1.StageLimits.$Shape|null;
              commit_limits?: nanobias.v1.CommitLimits.$Shape|null;
              acquire_lease?: nanobias.v1.AcquireLease.$Shape|null;
              renew_lease?: nanobias.v1.RenewLease.$Shape|null;
              release_lease?: nanobias.v1.ReleaseLease.$Shape|null;
              arm?: nanobias.v1.Arm.$Shape|null;
              enable?: nanobias.v1.Enable.$Shape|null;
              set_bias?: nanobias.v1.SetBias.$Shape|null;
              upload_step?: nanobias.v1.UploadStep.$Shape|null;
              start_program?: nanobias.v1.StartProgram.$Shape|null;
              pause_program?: nanobias.v1.PauseProgram.$Shape|null;
              abort_program?: nanobias.v1.AbortProgram.$Shape|null;
              disable?: nanobias.v1.Disable.$Shape|null;
              acknowledge?: nanobias.v1.Acknowledge.$Shape|null;
              fault_inject?: nanobias.v1.FaultInject.$Shape|null;
              start_stream?: nanobias.v1.StartStream.$Shape|null;
              credit?: nanobias.v1.Credit.$Shape|null;
              stop_stream?: nanobias.v1.StopStream.$Shape|null;
              capture_arm?: nanobias.v1.CaptureArm.$Shape|null;
              read_capture?: nanobias.v1.ReadCapture.$Shape|null;
              mark?: nanobias.v1.Mark.$Shape|null;
              read_events?: nanobias.v1.ReadEvents.$Shape|null;
              read_freeze_frame?: nanobias.v1.ReadFreezeFrame.$Shape|null;
              set_current?: nanobias.v1.SetCurrent.$Shape|null;
              get_interlocks?: nanobias.v1.GetInterlocks.$Shape|null;
              run_self_test?: nanobias.v1.RunSelfTest.$Shape|null;
              get_capture?: nanobias.v1.GetCapture.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_state"; get_state: nanobias.v1.GetState.$Shape; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_capabilities"; get_state?: null; get_capabilities: nanobias.v1.GetCapabilities.$Shape; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "stage_limits"; get_state?: null; get_capabilities?: null; stage_limits: nanobias.v1.StageLimits.$Shape; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "commit_limits"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits: nanobias.v1.CommitLimits.$Shape; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "acquire_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease: nanobias.v1.AcquireLease.$Shape; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "renew_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease: nanobias.v1.RenewLease.$Shape; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "release_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease: nanobias.v1.ReleaseLease.$Shape; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "arm"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm: nanobias.v1.Arm.$Shape; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "enable"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable: nanobias.v1.Enable.$Shape; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "set_bias"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias: nanobias.v1.SetBias.$Shape; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "upload_step"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step: nanobias.v1.UploadStep.$Shape; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "start_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program: nanobias.v1.StartProgram.$Shape; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "pause_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program: nanobias.v1.PauseProgram.$Shape; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "abort_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program: nanobias.v1.AbortProgram.$Shape; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "disable"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable: nanobias.v1.Disable.$Shape; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "acknowledge"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge: nanobias.v1.Acknowledge.$Shape; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "fault_inject"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject: nanobias.v1.FaultInject.$Shape; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "start_stream"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream: nanobias.v1.StartStream.$Shape; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "credit"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit: nanobias.v1.Credit.$Shape; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "stop_stream"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream: nanobias.v1.StopStream.$Shape; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "capture_arm"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm: nanobias.v1.CaptureArm.$Shape; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_capture"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture: nanobias.v1.ReadCapture.$Shape; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "mark"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark: nanobias.v1.Mark.$Shape; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_events"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events: nanobias.v1.ReadEvents.$Shape; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_freeze_frame"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame: nanobias.v1.ReadFreezeFrame.$Shape; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "set_current"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current: nanobias.v1.SetCurrent.$Shape; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_interlocks"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks: nanobias.v1.GetInterlocks.$Shape; run_self_test?: null; get_capture?: null }|{ body?: "run_self_test"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test: nanobias.v1.RunSelfTest.$Shape; get_capture?: null }|{ body?: "get_capture"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture: nanobias.v1.GetCapture.$Shape })
            );
        }

        /**
         * Properties of a Reply.
         * @deprecated Use nanobias.v1.Reply.$Properties instead.
         */
        interface IReply extends nanobias.v1.Reply.$Properties {
        }

        /** Represents a Reply. */
        class Reply {

            /**
             * Constructs a new Reply.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Reply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reply request_id. */
            request_id: number;

            /** Reply status. */
            status: nanobias.v1.Status;

            /** Reply device_time_us. */
            device_time_us: (number|Long);

            /** Reply snapshot. */
            snapshot: (nanobias.v1.Snapshot|null);

            /** Reply capabilities. */
            capabilities: (nanobias.v1.Capabilities|null);

            /** Reply limits_echo. */
            limits_echo: (nanobias.v1.LimitsEcho|null);

            /** Reply lease_grant. */
            lease_grant: (nanobias.v1.LeaseGrant|null);

            /** Reply arm_grant. */
            arm_grant: (nanobias.v1.ArmGrant|null);

            /** Reply enable_result. */
            enable_result: (nanobias.v1.EnableResult|null);

            /** Reply set_bias_result. */
            set_bias_result: (nanobias.v1.SetBiasResult|null);

            /** Reply upload_result. */
            upload_result: (nanobias.v1.UploadResult|null);

            /** Reply off_result. */
            off_result: (nanobias.v1.OffResult|null);

            /** Reply stream_grant. */
            stream_grant: (nanobias.v1.StreamGrant|null);

            /** Reply stream_end. */
            stream_end: (nanobias.v1.StreamEnd|null);

            /** Reply capture_status. */
            capture_status: (nanobias.v1.CaptureStatus|null);

            /** Reply capture_chunk. */
            capture_chunk: (nanobias.v1.CaptureChunk|null);

            /** Reply mark_result. */
            mark_result: (nanobias.v1.MarkResult|null);

            /** Reply event_page. */
            event_page: (nanobias.v1.EventPage|null);

            /** Reply freeze_frame. */
            freeze_frame: (nanobias.v1.FreezeFrame|null);

            /** Reply set_current_result. */
            set_current_result: (nanobias.v1.SetCurrentResult|null);

            /** Reply interlock_page. */
            interlock_page: (nanobias.v1.InterlockPage|null);

            /** Reply self_test_result. */
            self_test_result: (nanobias.v1.SelfTestResult|null);

            /** Reply body. */
            body?: ("snapshot"|"capabilities"|"limits_echo"|"lease_grant"|"arm_grant"|"enable_result"|"set_bias_result"|"upload_result"|"off_result"|"stream_grant"|"stream_end"|"capture_status"|"capture_chunk"|"mark_result"|"event_page"|"freeze_frame"|"set_current_result"|"interlock_page"|"self_test_result");

            /**
             * Encodes the specified Reply message. Does not implicitly {@link nanobias.v1.Reply.verify|verify} messages.
             * @param message Reply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Reply {

            /** Properties of a Reply. */
            interface $Properties {

                /** Reply request_id */
                request_id?: number;

                /** Reply status */
                status?: nanobias.v1.Status.$Properties;

                /** Reply device_time_us */
                device_time_us?: (number|Long);

                /** Reply snapshot */
                snapshot?: (nanobias.v1.Snapshot.$Properties|null);

                /** Reply capabilities */
                capabilities?: (nanobias.v1.Capabilities.$Properties|null);

                /** Reply limits_echo */
                limits_echo?: (nanobias.v1.LimitsEcho.$Properties|null);

                /** Reply lease_grant */
                lease_grant?: (nanobias.v1.LeaseGrant.$Properties|null);

                /** Reply arm_grant */
                arm_grant?: (nanobias.v1.ArmGrant.$Properties|null);

                /** Reply enable_result */
                enable_result?: (nanobias.v1.EnableResult.$Properties|null);

                /** Reply set_bias_result */
                set_bias_result?: (nanobias.v1.SetBiasResult.$Properties|null);

                /** Reply upload_result */
                upload_result?: (nanobias.v1.UploadResult.$Properties|null);

                /** Reply off_result */
                off_result?: (nanobias.v1.OffResult.$Properties|null);

                /** Reply stream_grant */
                stream_grant?: (nanobias.v1.StreamGrant.$Properties|null);

                /** Reply stream_end */
                stream_end?: (nanobias.v1.StreamEnd.$Properties|null);

                /** Reply capture_status */
                capture_status?: (nanobias.v1.CaptureStatus.$Properties|null);

                /** Reply capture_chunk */
                capture_chunk?: (nanobias.v1.CaptureChunk.$Properties|null);

                /** Reply mark_result */
                mark_result?: (nanobias.v1.MarkResult.$Properties|null);

                /** Reply event_page */
                event_page?: (nanobias.v1.EventPage.$Properties|null);

                /** Reply freeze_frame */
                freeze_frame?: (nanobias.v1.FreezeFrame.$Properties|null);

                /** Reply set_current_result */
                set_current_result?: (nanobias.v1.SetCurrentResult.$Properties|null);

                /** Reply interlock_page */
                interlock_page?: (nanobias.v1.InterlockPage.$Properties|null);

                /** Reply self_test_result */
                self_test_result?: (nanobias.v1.SelfTestResult.$Properties|null);

                /** Reply body */
                body?: ("snapshot"|"capabilities"|"limits_echo"|"lease_grant"|"arm_grant"|"enable_result"|"set_bias_result"|"upload_result"|"off_result"|"stream_grant"|"stream_end"|"capture_status"|"capture_chunk"|"mark_result"|"event_page"|"freeze_frame"|"set_current_result"|"interlock_page"|"self_test_result");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Reply. */
            type $Shape = {
              request_id?: number;
              status?: nanobias.v1.Status.$Shape;
              device_time_us?: number|Long;
              snapshot?: nanobias.v1.Snapshot.$Shape|null;
              capabilities?: nanobias.v1.Capabilities.$Shape|null;
              limits_echo?: nanobias.v1.LimitsEcho.$Shape|null;
              lease_grant?: nanobias.v1.LeaseGrant.$Shape|null;
              arm_grant?: nanobias.v1.ArmGrant.$Shape|null;
              enable_result?: nanobias.v1.EnableResult.$Shape|null;
              set_bias_result?: nanobias.v1.SetBiasResult.$Shape|null;
              upload_result?: nanobias.v1.UploadResult.$Shape|null;
              off_result?: nanobias.v1.OffResult.$Shape|null;
              stream_grant?: nanobias.v1.StreamGrant.$Shape|null;
              stream_end?: nanobias.v1.StreamEnd.$Shape|null;
              capture_status?: nanobias.v1.CaptureStatus.$Shape|null;
              capture_chunk?: nanobias.v1.CaptureChunk.$Shape|null;
              mark_result?: nanobias.v1.MarkResult.$Shape|null;
              event_page?: nanobias.v1.EventPage.$Shape|null;
              freeze_frame?: nanobias.v1.FreezeFrame.$Shape|null;
              set_current_result?: nanobias.v1.SetCurrentResult.$Shape|null;
              interlock_page?: nanobias.v1.InterlockPage.$Shape|null;
              self_test_result?: nanobias.v1.SelfTestResult.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "snapshot"; snapshot: nanobias.v1.Snapshot.$Shape; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capabilities"; snapshot?: null; capabilities: nanobias.v1.Capabilities.$Shape; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "limits_echo"; snapshot?: null; capabilities?: null; limits_echo: nanobias.v1.LimitsEcho.$Shape; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "lease_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant: nanobias.v1.LeaseGrant.$Shape; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "arm_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant: nanobias.v1.ArmGrant.$Shape; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "enable_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result: nanobias.v1.EnableResult.$Shape; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "set_bias_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result: nanobias.v1.SetBiasResult.$Shape; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "upload_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result: nanobias.v1.UploadResult.$Shape; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "off_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result: nanobias.v1.OffResult.$Shape; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "stream_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant: nanobias.v1.StreamGrant.$Shape; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "stream_end"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end: nanobias.v1.StreamEnd.$Shape; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capture_status"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status: nanobias.v1.CaptureStatus.$Shape; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capture_chunk"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk: nanobias.v1.CaptureChunk.$Shape; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "mark_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result: nanobias.v1.MarkResult.$Shape; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "event_page"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page: nanobias.v1.EventPage.$Shape; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "freeze_frame"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame: nanobias.v1.FreezeFrame.$Shape; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "set_current_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result: nanobias.v1.SetCurrentResult.$Shape; interlock_page?: null; self_test_result?: null }|{ body?: "interlock_page"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page: nanobias.v1.InterlockPage.$Shape; self_test_result?: null }|{ body?: "self_test_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result: nanobias.v1.SelfTestResult.$Shape })
            );
        }

        /** LnmoOn enum. */
        enum LnmoOn {

            /** LNMO_ON_UNSPECIFIED value */
            LNMO_ON_UNSPECIFIED = 0,

            /** LNMO_ON_PROBE value */
            LNMO_ON_PROBE = 1,

            /** LNMO_ON_SAMPLE value */
            LNMO_ON_SAMPLE = 2
        }

        /**
         * Properties of a Limits.
         * @deprecated Use nanobias.v1.Limits.$Properties instead.
         */
        interface ILimits extends nanobias.v1.Limits.$Properties {
        }

        /** Represents a Limits. */
        class Limits {

            /**
             * Constructs a new Limits.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Limits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Limits bias_uV_min. */
            bias_uV_min: (number|null);

            /** Limits bias_uV_max. */
            bias_uV_max: (number|null);

            /** Limits slew_nV_per_s_max. */
            slew_nV_per_s_max: (number|null);

            /** Limits current_fA_max. */
            current_fA_max: (number|Long|null);

            /** Limits excess_charge_fC_max. */
            excess_charge_fC_max: (number|Long|null);

            /** Limits lipon_thickness_nm. */
            lipon_thickness_nm: (number|null);

            /** Limits field_V_per_cm_max. */
            field_V_per_cm_max: (number|null);

            /** Limits is_field_override. */
            is_field_override: boolean;

            /** Limits declared_damage_ppt. */
            declared_damage_ppt: (number|null);

            /** Limits anode_uV_vs_li. */
            anode_uV_vs_li: (number|null);

            /** Limits is_formed. */
            is_formed: boolean;

            /** Limits lnmo_on. */
            lnmo_on: nanobias.v1.LnmoOn;

            /** Limits over_voltage_margin_uV. */
            over_voltage_margin_uV: (number|null);

            /** Limits hot_connect_uV_max. */
            hot_connect_uV_max: (number|null);

            /** Limits lnmo_thickness_nm. */
            lnmo_thickness_nm: (number|null);

            /** Limits area_nm2. */
            area_nm2: (number|Long|null);

            /** Limits sustained_current_fA_max. */
            sustained_current_fA_max: (number|Long|null);

            /** Limits short_current_fA_max. */
            short_current_fA_max: (number|Long|null);

            /** Limits precursor_current_fA_max. */
            precursor_current_fA_max: (number|Long|null);

            /** Limits is_precursor_trip. */
            is_precursor_trip: (boolean|null);

            /** Limits specific_charge_mAh_per_g_max. */
            specific_charge_mAh_per_g_max: (number|null);

            /** Limits cutoff_uV_min. */
            cutoff_uV_min: (number|null);

            /** Limits temperature_mdegC_min. */
            temperature_mdegC_min: (number|null);

            /** Limits temperature_mdegC_max. */
            temperature_mdegC_max: (number|null);

            /** Limits is_probe_motion_trip. */
            is_probe_motion_trip: (boolean|null);

            /**
             * Encodes the specified Limits message. Does not implicitly {@link nanobias.v1.Limits.verify|verify} messages.
             * @param message Limits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Limits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Limits {

            /** Properties of a Limits. */
            interface $Properties {

                /** Limits bias_uV_min */
                bias_uV_min?: (number|null);

                /** Limits bias_uV_max */
                bias_uV_max?: (number|null);

                /** Limits slew_nV_per_s_max */
                slew_nV_per_s_max?: (number|null);

                /** Limits current_fA_max */
                current_fA_max?: (number|Long|null);

                /** Limits excess_charge_fC_max */
                excess_charge_fC_max?: (number|Long|null);

                /** Limits lipon_thickness_nm */
                lipon_thickness_nm?: (number|null);

                /** Limits field_V_per_cm_max */
                field_V_per_cm_max?: (number|null);

                /** Limits is_field_override */
                is_field_override?: boolean;

                /** Limits declared_damage_ppt */
                declared_damage_ppt?: (number|null);

                /** Limits anode_uV_vs_li */
                anode_uV_vs_li?: (number|null);

                /** Limits is_formed */
                is_formed?: boolean;

                /** Limits lnmo_on */
                lnmo_on?: nanobias.v1.LnmoOn;

                /** Limits over_voltage_margin_uV */
                over_voltage_margin_uV?: (number|null);

                /** Limits hot_connect_uV_max */
                hot_connect_uV_max?: (number|null);

                /** Limits lnmo_thickness_nm */
                lnmo_thickness_nm?: (number|null);

                /** Limits area_nm2 */
                area_nm2?: (number|Long|null);

                /** Limits sustained_current_fA_max */
                sustained_current_fA_max?: (number|Long|null);

                /** Limits short_current_fA_max */
                short_current_fA_max?: (number|Long|null);

                /** Limits precursor_current_fA_max */
                precursor_current_fA_max?: (number|Long|null);

                /** Limits is_precursor_trip */
                is_precursor_trip?: (boolean|null);

                /** Limits specific_charge_mAh_per_g_max */
                specific_charge_mAh_per_g_max?: (number|null);

                /** Limits cutoff_uV_min */
                cutoff_uV_min?: (number|null);

                /** Limits temperature_mdegC_min */
                temperature_mdegC_min?: (number|null);

                /** Limits temperature_mdegC_max */
                temperature_mdegC_max?: (number|null);

                /** Limits is_probe_motion_trip */
                is_probe_motion_trip?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Limits. */
            type $Shape = nanobias.v1.Limits.$Properties;
        }

        /**
         * Properties of a StageLimits.
         * @deprecated Use nanobias.v1.StageLimits.$Properties instead.
         */
        interface IStageLimits extends nanobias.v1.StageLimits.$Properties {
        }

        /** Represents a StageLimits. */
        class StageLimits {

            /**
             * Constructs a new StageLimits.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StageLimits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StageLimits limits. */
            limits: nanobias.v1.Limits;

            /**
             * Encodes the specified StageLimits message. Does not implicitly {@link nanobias.v1.StageLimits.verify|verify} messages.
             * @param message StageLimits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StageLimits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StageLimits {

            /** Properties of a StageLimits. */
            interface $Properties {

                /** StageLimits limits */
                limits?: nanobias.v1.Limits.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StageLimits. */
            type $Shape = nanobias.v1.StageLimits.$Properties;
        }

        /**
         * Properties of a LimitsEcho.
         * @deprecated Use nanobias.v1.LimitsEcho.$Properties instead.
         */
        interface ILimitsEcho extends nanobias.v1.LimitsEcho.$Properties {
        }

        /** Represents a LimitsEcho. */
        class LimitsEcho {

            /**
             * Constructs a new LimitsEcho.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.LimitsEcho.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LimitsEcho limits. */
            limits: nanobias.v1.Limits;

            /** LimitsEcho digest. */
            digest: number;

            /** LimitsEcho effective_bias_uV_min. */
            effective_bias_uV_min: number;

            /** LimitsEcho effective_bias_uV_max. */
            effective_bias_uV_max: number;

            /**
             * Encodes the specified LimitsEcho message. Does not implicitly {@link nanobias.v1.LimitsEcho.verify|verify} messages.
             * @param message LimitsEcho message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.LimitsEcho.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace LimitsEcho {

            /** Properties of a LimitsEcho. */
            interface $Properties {

                /** LimitsEcho limits */
                limits?: nanobias.v1.Limits.$Properties;

                /** LimitsEcho digest */
                digest?: number;

                /** LimitsEcho effective_bias_uV_min */
                effective_bias_uV_min?: number;

                /** LimitsEcho effective_bias_uV_max */
                effective_bias_uV_max?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LimitsEcho. */
            type $Shape = nanobias.v1.LimitsEcho.$Properties;
        }

        /**
         * Properties of a CommitLimits.
         * @deprecated Use nanobias.v1.CommitLimits.$Properties instead.
         */
        interface ICommitLimits extends nanobias.v1.CommitLimits.$Properties {
        }

        /** Represents a CommitLimits. */
        class CommitLimits {

            /**
             * Constructs a new CommitLimits.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.CommitLimits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommitLimits digest. */
            digest: number;

            /**
             * Encodes the specified CommitLimits message. Does not implicitly {@link nanobias.v1.CommitLimits.verify|verify} messages.
             * @param message CommitLimits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.CommitLimits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CommitLimits {

            /** Properties of a CommitLimits. */
            interface $Properties {

                /** CommitLimits digest */
                digest?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommitLimits. */
            type $Shape = nanobias.v1.CommitLimits.$Properties;
        }

        /** EventKind enum. */
        enum EventKind {

            /** EVENT_KIND_UNSPECIFIED value */
            EVENT_KIND_UNSPECIFIED = 0,

            /** EVENT_KIND_STATE_CHANGED value */
            EVENT_KIND_STATE_CHANGED = 1,

            /** EVENT_KIND_TRIPPED value */
            EVENT_KIND_TRIPPED = 2,

            /** EVENT_KIND_OUTPUT_OPENED value */
            EVENT_KIND_OUTPUT_OPENED = 3,

            /** EVENT_KIND_OUTPUT_CLOSED value */
            EVENT_KIND_OUTPUT_CLOSED = 4,

            /** EVENT_KIND_LEASE_CHANGED value */
            EVENT_KIND_LEASE_CHANGED = 5,

            /** EVENT_KIND_STEP_STARTED value */
            EVENT_KIND_STEP_STARTED = 6,

            /** EVENT_KIND_STEP_ENDED value */
            EVENT_KIND_STEP_ENDED = 7,

            /** EVENT_KIND_PROGRAM_ENDED value */
            EVENT_KIND_PROGRAM_ENDED = 8,

            /** EVENT_KIND_RANGE_CHANGED value */
            EVENT_KIND_RANGE_CHANGED = 9,

            /** EVENT_KIND_WARNING value */
            EVENT_KIND_WARNING = 10,

            /** EVENT_KIND_REFUSED value */
            EVENT_KIND_REFUSED = 11,

            /** EVENT_KIND_MARK value */
            EVENT_KIND_MARK = 12,

            /** EVENT_KIND_LINK_ERROR value */
            EVENT_KIND_LINK_ERROR = 13,

            /** EVENT_KIND_COMPLIANCE value */
            EVENT_KIND_COMPLIANCE = 14,

            /** EVENT_KIND_CAPTURED value */
            EVENT_KIND_CAPTURED = 15
        }

        /** StepEnd enum. */
        enum StepEnd {

            /** STEP_END_UNSPECIFIED value */
            STEP_END_UNSPECIFIED = 0,

            /** STEP_END_DURATION value */
            STEP_END_DURATION = 1,

            /** STEP_END_ARRIVAL value */
            STEP_END_ARRIVAL = 2,

            /** STEP_END_BIAS value */
            STEP_END_BIAS = 3,

            /** STEP_END_CURRENT value */
            STEP_END_CURRENT = 4,

            /** STEP_END_CHARGE value */
            STEP_END_CHARGE = 5
        }

        /**
         * Properties of an Event.
         * @deprecated Use nanobias.v1.Event.$Properties instead.
         */
        interface IEvent extends nanobias.v1.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event event_seq. */
            event_seq: number;

            /** Event device_time_us. */
            device_time_us: (number|Long);

            /** Event kind. */
            kind: nanobias.v1.EventKind;

            /** Event mode. */
            mode: nanobias.v1.Mode;

            /** Event output_epoch. */
            output_epoch: number;

            /** Event cause. */
            cause: nanobias.v1.Cause;

            /** Event value. */
            value: (number|Long|null);

            /** Event limit. */
            limit: (number|Long|null);

            /** Event step_index. */
            step_index: number;

            /** Event is_switch_closed. */
            is_switch_closed: boolean;

            /** Event current_fA. */
            current_fA: (number|Long|null);

            /** Event bias_uV. */
            bias_uV: number;

            /** Event refusal. */
            refusal: nanobias.v1.StatusCode;

            /** Event label. */
            label: string;

            /** Event activity. */
            activity: nanobias.v1.Activity;

            /** Event step_end. */
            step_end: nanobias.v1.StepEnd;

            /**
             * Encodes the specified Event message. Does not implicitly {@link nanobias.v1.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event event_seq */
                event_seq?: number;

                /** Event device_time_us */
                device_time_us?: (number|Long);

                /** Event kind */
                kind?: nanobias.v1.EventKind;

                /** Event mode */
                mode?: nanobias.v1.Mode;

                /** Event output_epoch */
                output_epoch?: number;

                /** Event cause */
                cause?: nanobias.v1.Cause;

                /** Event value */
                value?: (number|Long|null);

                /** Event limit */
                limit?: (number|Long|null);

                /** Event step_index */
                step_index?: number;

                /** Event is_switch_closed */
                is_switch_closed?: boolean;

                /** Event current_fA */
                current_fA?: (number|Long|null);

                /** Event bias_uV */
                bias_uV?: number;

                /** Event refusal */
                refusal?: nanobias.v1.StatusCode;

                /** Event label */
                label?: string;

                /** Event activity */
                activity?: nanobias.v1.Activity;

                /** Event step_end */
                step_end?: nanobias.v1.StepEnd;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Event. */
            type $Shape = nanobias.v1.Event.$Properties;
        }

        /**
         * Properties of a ReadEvents.
         * @deprecated Use nanobias.v1.ReadEvents.$Properties instead.
         */
        interface IReadEvents extends nanobias.v1.ReadEvents.$Properties {
        }

        /** Represents a ReadEvents. */
        class ReadEvents {

            /**
             * Constructs a new ReadEvents.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ReadEvents.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReadEvents from_seq. */
            from_seq: number;

            /** ReadEvents count_max. */
            count_max: number;

            /**
             * Encodes the specified ReadEvents message. Does not implicitly {@link nanobias.v1.ReadEvents.verify|verify} messages.
             * @param message ReadEvents message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ReadEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ReadEvents {

            /** Properties of a ReadEvents. */
            interface $Properties {

                /** ReadEvents from_seq */
                from_seq?: number;

                /** ReadEvents count_max */
                count_max?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReadEvents. */
            type $Shape = nanobias.v1.ReadEvents.$Properties;
        }

        /**
         * Properties of an EventPage.
         * @deprecated Use nanobias.v1.EventPage.$Properties instead.
         */
        interface IEventPage extends nanobias.v1.EventPage.$Properties {
        }

        /** Represents an EventPage. */
        class EventPage {

            /**
             * Constructs a new EventPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.EventPage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EventPage events. */
            events: nanobias.v1.Event[];

            /** EventPage seq_oldest. */
            seq_oldest: number;

            /** EventPage seq_newest. */
            seq_newest: number;

            /** EventPage lost_count. */
            lost_count: number;

            /**
             * Encodes the specified EventPage message. Does not implicitly {@link nanobias.v1.EventPage.verify|verify} messages.
             * @param message EventPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.EventPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace EventPage {

            /** Properties of an EventPage. */
            interface $Properties {

                /** EventPage events */
                events?: nanobias.v1.Event.$Properties[];

                /** EventPage seq_oldest */
                seq_oldest?: number;

                /** EventPage seq_newest */
                seq_newest?: number;

                /** EventPage lost_count */
                lost_count?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EventPage. */
            type $Shape = nanobias.v1.EventPage.$Properties;
        }

        /**
         * Properties of a ReadFreezeFrame.
         * @deprecated Use nanobias.v1.ReadFreezeFrame.$Properties instead.
         */
        interface IReadFreezeFrame extends nanobias.v1.ReadFreezeFrame.$Properties {
        }

        /** Represents a ReadFreezeFrame. */
        class ReadFreezeFrame {

            /**
             * Constructs a new ReadFreezeFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ReadFreezeFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReadFreezeFrame offset_bytes. */
            offset_bytes: number;

            /**
             * Encodes the specified ReadFreezeFrame message. Does not implicitly {@link nanobias.v1.ReadFreezeFrame.verify|verify} messages.
             * @param message ReadFreezeFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ReadFreezeFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ReadFreezeFrame {

            /** Properties of a ReadFreezeFrame. */
            interface $Properties {

                /** ReadFreezeFrame offset_bytes */
                offset_bytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReadFreezeFrame. */
            type $Shape = nanobias.v1.ReadFreezeFrame.$Properties;
        }

        /**
         * Properties of a FreezeFrame.
         * @deprecated Use nanobias.v1.FreezeFrame.$Properties instead.
         */
        interface IFreezeFrame extends nanobias.v1.FreezeFrame.$Properties {
        }

        /** Represents a FreezeFrame. */
        class FreezeFrame {

            /**
             * Constructs a new FreezeFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.FreezeFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FreezeFrame cause. */
            cause: nanobias.v1.Cause;

            /** FreezeFrame channel_of_cause. */
            channel_of_cause: nanobias.v1.Channel;

            /** FreezeFrame value. */
            value: (number|Long);

            /** FreezeFrame limit. */
            limit: (number|Long);

            /** FreezeFrame device_time_us. */
            device_time_us: (number|Long);

            /** FreezeFrame mode. */
            mode: nanobias.v1.Mode;

            /** FreezeFrame samples_size_bytes. */
            samples_size_bytes: number;

            /** FreezeFrame samples_offset_bytes. */
            samples_offset_bytes: number;

            /** FreezeFrame samples. */
            samples: Uint8Array;

            /**
             * Encodes the specified FreezeFrame message. Does not implicitly {@link nanobias.v1.FreezeFrame.verify|verify} messages.
             * @param message FreezeFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.FreezeFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace FreezeFrame {

            /** Properties of a FreezeFrame. */
            interface $Properties {

                /** FreezeFrame cause */
                cause?: nanobias.v1.Cause;

                /** FreezeFrame channel_of_cause */
                channel_of_cause?: nanobias.v1.Channel;

                /** FreezeFrame value */
                value?: (number|Long);

                /** FreezeFrame limit */
                limit?: (number|Long);

                /** FreezeFrame device_time_us */
                device_time_us?: (number|Long);

                /** FreezeFrame mode */
                mode?: nanobias.v1.Mode;

                /** FreezeFrame samples_size_bytes */
                samples_size_bytes?: number;

                /** FreezeFrame samples_offset_bytes */
                samples_offset_bytes?: number;

                /** FreezeFrame samples */
                samples?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FreezeFrame. */
            type $Shape = nanobias.v1.FreezeFrame.$Properties;
        }

        /** Mode enum. */
        enum Mode {

            /** MODE_UNSPECIFIED value */
            MODE_UNSPECIFIED = 0,

            /** MODE_BOOT value */
            MODE_BOOT = 1,

            /** MODE_SELF_TEST value */
            MODE_SELF_TEST = 2,

            /** MODE_SAFE value */
            MODE_SAFE = 3,

            /** MODE_LIMITS_SET value */
            MODE_LIMITS_SET = 4,

            /** MODE_ARMED value */
            MODE_ARMED = 5,

            /** MODE_ON value */
            MODE_ON = 6,

            /** MODE_RAMP_DOWN value */
            MODE_RAMP_DOWN = 7,

            /** MODE_TRIPPED value */
            MODE_TRIPPED = 8,

            /** MODE_HARD_FAULT value */
            MODE_HARD_FAULT = 9
        }

        /** Activity enum. */
        enum Activity {

            /** ACTIVITY_UNSPECIFIED value */
            ACTIVITY_UNSPECIFIED = 0,

            /** ACTIVITY_CHECK value */
            ACTIVITY_CHECK = 1,

            /** ACTIVITY_HOLD value */
            ACTIVITY_HOLD = 2,

            /** ACTIVITY_RAMP value */
            ACTIVITY_RAMP = 3,

            /** ACTIVITY_CURRENT value */
            ACTIVITY_CURRENT = 4,

            /** ACTIVITY_PROGRAM value */
            ACTIVITY_PROGRAM = 5
        }

        /** Cause enum. */
        enum Cause {

            /** CAUSE_UNSPECIFIED value */
            CAUSE_UNSPECIFIED = 0,

            /** CAUSE_HARDWARE_OVER_VOLTAGE value */
            CAUSE_HARDWARE_OVER_VOLTAGE = 1,

            /** CAUSE_HARDWARE_UNDER_VOLTAGE value */
            CAUSE_HARDWARE_UNDER_VOLTAGE = 2,

            /** CAUSE_OVER_VOLTAGE value */
            CAUSE_OVER_VOLTAGE = 3,

            /** CAUSE_UNDER_VOLTAGE value */
            CAUSE_UNDER_VOLTAGE = 4,

            /** CAUSE_SLEW value */
            CAUSE_SLEW = 5,

            /** CAUSE_OVER_CURRENT value */
            CAUSE_OVER_CURRENT = 6,

            /** CAUSE_EXCESS_CHARGE value */
            CAUSE_EXCESS_CHARGE = 7,

            /** CAUSE_HARDWARE_OVER_CURRENT value */
            CAUSE_HARDWARE_OVER_CURRENT = 8,

            /** CAUSE_LEASE_LAPSED value */
            CAUSE_LEASE_LAPSED = 9,

            /** CAUSE_LINK_LOST value */
            CAUSE_LINK_LOST = 10,

            /** CAUSE_HOST_STOP value */
            CAUSE_HOST_STOP = 11,

            /** CAUSE_DISABLED value */
            CAUSE_DISABLED = 12,

            /** CAUSE_BYE value */
            CAUSE_BYE = 13,

            /** CAUSE_PROGRAM_END value */
            CAUSE_PROGRAM_END = 14,

            /** CAUSE_PROGRAM_ABORTED value */
            CAUSE_PROGRAM_ABORTED = 15,

            /** CAUSE_LIMIT_TIGHTENED value */
            CAUSE_LIMIT_TIGHTENED = 16,

            /** CAUSE_HOT_CONNECT value */
            CAUSE_HOT_CONNECT = 17,

            /** CAUSE_WRONG_SIGN value */
            CAUSE_WRONG_SIGN = 18,

            /** CAUSE_STEP_REFUSED value */
            CAUSE_STEP_REFUSED = 19,

            /** CAUSE_SPECIMEN_UNSOUND value */
            CAUSE_SPECIMEN_UNSOUND = 20,

            /** CAUSE_RESET value */
            CAUSE_RESET = 21,

            /** CAUSE_ARM_EXPIRED value */
            CAUSE_ARM_EXPIRED = 22,

            /** CAUSE_SUSTAINED_CURRENT value */
            CAUSE_SUSTAINED_CURRENT = 23,

            /** CAUSE_SHORT_CIRCUIT value */
            CAUSE_SHORT_CIRCUIT = 24,

            /** CAUSE_SOFT_BREAKDOWN value */
            CAUSE_SOFT_BREAKDOWN = 25,

            /** CAUSE_OVER_DELITHIATION value */
            CAUSE_OVER_DELITHIATION = 26,

            /** CAUSE_OVER_DISCHARGE value */
            CAUSE_OVER_DISCHARGE = 27,

            /** CAUSE_REVERSAL value */
            CAUSE_REVERSAL = 28,

            /** CAUSE_CONTACT_LOST value */
            CAUSE_CONTACT_LOST = 29,

            /** CAUSE_ADC_FROZEN value */
            CAUSE_ADC_FROZEN = 30,

            /** CAUSE_SATURATED value */
            CAUSE_SATURATED = 31,

            /** CAUSE_DAC_FAULT value */
            CAUSE_DAC_FAULT = 32,

            /** CAUSE_SENSE_OPEN value */
            CAUSE_SENSE_OPEN = 33,

            /** CAUSE_SWITCH_WELDED value */
            CAUSE_SWITCH_WELDED = 34,

            /** CAUSE_COMPARATOR_DEAD value */
            CAUSE_COMPARATOR_DEAD = 35,

            /** CAUSE_INTERLOCK_LINE value */
            CAUSE_INTERLOCK_LINE = 36,

            /** CAUSE_WATCHDOG value */
            CAUSE_WATCHDOG = 37,

            /** CAUSE_STATE_CORRUPTED value */
            CAUSE_STATE_CORRUPTED = 38,

            /** CAUSE_SUPPLY value */
            CAUSE_SUPPLY = 39,

            /** CAUSE_BOARD_RESET value */
            CAUSE_BOARD_RESET = 40,

            /** CAUSE_TIME_BASE value */
            CAUSE_TIME_BASE = 41,

            /** CAUSE_SAMPLES_LOST value */
            CAUSE_SAMPLES_LOST = 42,

            /** CAUSE_CALIBRATION value */
            CAUSE_CALIBRATION = 43,

            /** CAUSE_LEAKAGE value */
            CAUSE_LEAKAGE = 44,

            /** CAUSE_SPECIMEN_FLOATING value */
            CAUSE_SPECIMEN_FLOATING = 45,

            /** CAUSE_TEMPERATURE value */
            CAUSE_TEMPERATURE = 46,

            /** CAUSE_DOSE value */
            CAUSE_DOSE = 47,

            /** CAUSE_PROBE_MOTION value */
            CAUSE_PROBE_MOTION = 48,

            /** CAUSE_AUTONOMY_ENDED value */
            CAUSE_AUTONOMY_ENDED = 49
        }

        /**
         * Properties of a GetState.
         * @deprecated Use nanobias.v1.GetState.$Properties instead.
         */
        interface IGetState extends nanobias.v1.GetState.$Properties {
        }

        /** Represents a GetState. */
        class GetState {

            /**
             * Constructs a new GetState.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.GetState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetState message. Does not implicitly {@link nanobias.v1.GetState.verify|verify} messages.
             * @param message GetState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.GetState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace GetState {

            /** Properties of a GetState. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetState. */
            type $Shape = nanobias.v1.GetState.$Properties;
        }

        /**
         * Properties of a Snapshot.
         * @deprecated Use nanobias.v1.Snapshot.$Properties instead.
         */
        interface ISnapshot extends nanobias.v1.Snapshot.$Properties {
        }

        /** Represents a Snapshot. */
        class Snapshot {

            /**
             * Constructs a new Snapshot.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Snapshot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Snapshot mode. */
            mode: nanobias.v1.Mode;

            /** Snapshot activity. */
            activity: nanobias.v1.Activity;

            /** Snapshot device_time_us. */
            device_time_us: (number|Long);

            /** Snapshot output_epoch. */
            output_epoch: number;

            /** Snapshot is_switch_closed. */
            is_switch_closed: boolean;

            /** Snapshot bias_uV. */
            bias_uV: number;

            /** Snapshot bias_setpoint_uV. */
            bias_setpoint_uV: number;

            /** Snapshot current_fA. */
            current_fA: (number|Long|null);

            /** Snapshot open_circuit_uV. */
            open_circuit_uV: number;

            /** Snapshot lease_epoch. */
            lease_epoch: number;

            /** Snapshot lease_remaining_us. */
            lease_remaining_us: (number|Long);

            /** Snapshot is_lease_mine. */
            is_lease_mine: boolean;

            /** Snapshot limits_digest. */
            limits_digest: (number|null);

            /** Snapshot latched. */
            latched: nanobias.v1.Cause[];

            /** Snapshot fault_nonce. */
            fault_nonce: number;

            /** Snapshot event_seq_newest. */
            event_seq_newest: number;

            /** Snapshot program_step_index. */
            program_step_index: number;

            /** Snapshot program_step_count. */
            program_step_count: number;

            /** Snapshot current_setpoint_fA. */
            current_setpoint_fA: (number|Long|null);

            /** Snapshot is_in_compliance. */
            is_in_compliance: boolean;

            /** Snapshot is_autonomous. */
            is_autonomous: boolean;

            /**
             * Encodes the specified Snapshot message. Does not implicitly {@link nanobias.v1.Snapshot.verify|verify} messages.
             * @param message Snapshot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Snapshot {

            /** Properties of a Snapshot. */
            interface $Properties {

                /** Snapshot mode */
                mode?: nanobias.v1.Mode;

                /** Snapshot activity */
                activity?: nanobias.v1.Activity;

                /** Snapshot device_time_us */
                device_time_us?: (number|Long);

                /** Snapshot output_epoch */
                output_epoch?: number;

                /** Snapshot is_switch_closed */
                is_switch_closed?: boolean;

                /** Snapshot bias_uV */
                bias_uV?: number;

                /** Snapshot bias_setpoint_uV */
                bias_setpoint_uV?: number;

                /** Snapshot current_fA */
                current_fA?: (number|Long|null);

                /** Snapshot open_circuit_uV */
                open_circuit_uV?: number;

                /** Snapshot lease_epoch */
                lease_epoch?: number;

                /** Snapshot lease_remaining_us */
                lease_remaining_us?: (number|Long);

                /** Snapshot is_lease_mine */
                is_lease_mine?: boolean;

                /** Snapshot limits_digest */
                limits_digest?: (number|null);

                /** Snapshot latched */
                latched?: nanobias.v1.Cause[];

                /** Snapshot fault_nonce */
                fault_nonce?: number;

                /** Snapshot event_seq_newest */
                event_seq_newest?: number;

                /** Snapshot program_step_index */
                program_step_index?: number;

                /** Snapshot program_step_count */
                program_step_count?: number;

                /** Snapshot current_setpoint_fA */
                current_setpoint_fA?: (number|Long|null);

                /** Snapshot is_in_compliance */
                is_in_compliance?: boolean;

                /** Snapshot is_autonomous */
                is_autonomous?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Snapshot. */
            type $Shape = nanobias.v1.Snapshot.$Properties;
        }

        /**
         * Properties of a GetCapabilities.
         * @deprecated Use nanobias.v1.GetCapabilities.$Properties instead.
         */
        interface IGetCapabilities extends nanobias.v1.GetCapabilities.$Properties {
        }

        /** Represents a GetCapabilities. */
        class GetCapabilities {

            /**
             * Constructs a new GetCapabilities.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.GetCapabilities.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetCapabilities message. Does not implicitly {@link nanobias.v1.GetCapabilities.verify|verify} messages.
             * @param message GetCapabilities message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.GetCapabilities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace GetCapabilities {

            /** Properties of a GetCapabilities. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCapabilities. */
            type $Shape = nanobias.v1.GetCapabilities.$Properties;
        }

        /**
         * Properties of a Capabilities.
         * @deprecated Use nanobias.v1.Capabilities.$Properties instead.
         */
        interface ICapabilities extends nanobias.v1.Capabilities.$Properties {
        }

        /** Represents a Capabilities. */
        class Capabilities {

            /**
             * Constructs a new Capabilities.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Capabilities.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Capabilities bias_uV_min. */
            bias_uV_min: number;

            /** Capabilities bias_uV_max. */
            bias_uV_max: number;

            /** Capabilities bias_lsb_nV. */
            bias_lsb_nV: number;

            /** Capabilities strap_uV_min. */
            strap_uV_min: number;

            /** Capabilities strap_uV_max. */
            strap_uV_max: number;

            /** Capabilities slew_nV_per_s_max. */
            slew_nV_per_s_max: number;

            /** Capabilities channels. */
            channels: nanobias.v1.ChannelCapability[];

            /** Capabilities lease_us_min. */
            lease_us_min: number;

            /** Capabilities lease_us_max. */
            lease_us_max: number;

            /** Capabilities program_steps_max. */
            program_steps_max: number;

            /** Capabilities link_bytes_per_s. */
            link_bytes_per_s: number;

            /** Capabilities features. */
            features: nanobias.v1.Feature[];

            /** Capabilities series_resistance_kOhm. */
            series_resistance_kOhm: number;

            /** Capabilities stray_capacitance_fF. */
            stray_capacitance_fF: number;

            /**
             * Encodes the specified Capabilities message. Does not implicitly {@link nanobias.v1.Capabilities.verify|verify} messages.
             * @param message Capabilities message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Capabilities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Capabilities {

            /** Properties of a Capabilities. */
            interface $Properties {

                /** Capabilities bias_uV_min */
                bias_uV_min?: number;

                /** Capabilities bias_uV_max */
                bias_uV_max?: number;

                /** Capabilities bias_lsb_nV */
                bias_lsb_nV?: number;

                /** Capabilities strap_uV_min */
                strap_uV_min?: number;

                /** Capabilities strap_uV_max */
                strap_uV_max?: number;

                /** Capabilities slew_nV_per_s_max */
                slew_nV_per_s_max?: number;

                /** Capabilities channels */
                channels?: nanobias.v1.ChannelCapability.$Properties[];

                /** Capabilities lease_us_min */
                lease_us_min?: number;

                /** Capabilities lease_us_max */
                lease_us_max?: number;

                /** Capabilities program_steps_max */
                program_steps_max?: number;

                /** Capabilities link_bytes_per_s */
                link_bytes_per_s?: number;

                /** Capabilities features */
                features?: nanobias.v1.Feature[];

                /** Capabilities series_resistance_kOhm */
                series_resistance_kOhm?: number;

                /** Capabilities stray_capacitance_fF */
                stray_capacitance_fF?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Capabilities. */
            type $Shape = nanobias.v1.Capabilities.$Properties;
        }

        /** Feature enum. */
        enum Feature {

            /** FEATURE_UNSPECIFIED value */
            FEATURE_UNSPECIFIED = 0,

            /** FEATURE_PROGRAMS value */
            FEATURE_PROGRAMS = 1,

            /** FEATURE_AUTONOMOUS_PROGRAMS value */
            FEATURE_AUTONOMOUS_PROGRAMS = 2,

            /** FEATURE_CAPTURE value */
            FEATURE_CAPTURE = 3,

            /** FEATURE_EVENT_LOG value */
            FEATURE_EVENT_LOG = 4,

            /** FEATURE_FREEZE_FRAME value */
            FEATURE_FREEZE_FRAME = 5,

            /** FEATURE_CLOCK_SYNC value */
            FEATURE_CLOCK_SYNC = 6,

            /** FEATURE_FAULT_INJECTION value */
            FEATURE_FAULT_INJECTION = 7,

            /** FEATURE_FOR128 value */
            FEATURE_FOR128 = 8,

            /** FEATURE_SUMMARY value */
            FEATURE_SUMMARY = 9,

            /** FEATURE_MARKS value */
            FEATURE_MARKS = 10,

            /** FEATURE_GALVANOSTATIC value */
            FEATURE_GALVANOSTATIC = 11,

            /** FEATURE_STEP_CONDITIONS value */
            FEATURE_STEP_CONDITIONS = 12,

            /** FEATURE_INTERLOCKS value */
            FEATURE_INTERLOCKS = 13,

            /** FEATURE_ADOPTION value */
            FEATURE_ADOPTION = 14
        }

        /**
         * Properties of a ChannelCapability.
         * @deprecated Use nanobias.v1.ChannelCapability.$Properties instead.
         */
        interface IChannelCapability extends nanobias.v1.ChannelCapability.$Properties {
        }

        /** Represents a ChannelCapability. */
        class ChannelCapability {

            /**
             * Constructs a new ChannelCapability.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ChannelCapability.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChannelCapability channel. */
            channel: nanobias.v1.Channel;

            /** ChannelCapability rate_Hz_max. */
            rate_Hz_max: number;

            /** ChannelCapability bits. */
            bits: number;

            /** ChannelCapability full_scales_fA. */
            full_scales_fA: (number|Long)[];

            /** ChannelCapability full_scale_uV. */
            full_scale_uV: (number|Long|null);

            /** ChannelCapability noise_fA_rms. */
            noise_fA_rms: (number|Long);

            /** ChannelCapability noise_uV_rms. */
            noise_uV_rms: number;

            /**
             * Encodes the specified ChannelCapability message. Does not implicitly {@link nanobias.v1.ChannelCapability.verify|verify} messages.
             * @param message ChannelCapability message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ChannelCapability.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ChannelCapability {

            /** Properties of a ChannelCapability. */
            interface $Properties {

                /** ChannelCapability channel */
                channel?: nanobias.v1.Channel;

                /** ChannelCapability rate_Hz_max */
                rate_Hz_max?: number;

                /** ChannelCapability bits */
                bits?: number;

                /** ChannelCapability full_scales_fA */
                full_scales_fA?: (number|Long)[];

                /** ChannelCapability full_scale_uV */
                full_scale_uV?: (number|Long|null);

                /** ChannelCapability noise_fA_rms */
                noise_fA_rms?: (number|Long);

                /** ChannelCapability noise_uV_rms */
                noise_uV_rms?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChannelCapability. */
            type $Shape = nanobias.v1.ChannelCapability.$Properties;
        }

        /**
         * Properties of a GetInterlocks.
         * @deprecated Use nanobias.v1.GetInterlocks.$Properties instead.
         */
        interface IGetInterlocks extends nanobias.v1.GetInterlocks.$Properties {
        }

        /** Represents a GetInterlocks. */
        class GetInterlocks {

            /**
             * Constructs a new GetInterlocks.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.GetInterlocks.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetInterlocks row_from. */
            row_from: number;

            /**
             * Encodes the specified GetInterlocks message. Does not implicitly {@link nanobias.v1.GetInterlocks.verify|verify} messages.
             * @param message GetInterlocks message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.GetInterlocks.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace GetInterlocks {

            /** Properties of a GetInterlocks. */
            interface $Properties {

                /** GetInterlocks row_from */
                row_from?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetInterlocks. */
            type $Shape = nanobias.v1.GetInterlocks.$Properties;
        }

        /**
         * Properties of an InterlockRow.
         * @deprecated Use nanobias.v1.InterlockRow.$Properties instead.
         */
        interface IInterlockRow extends nanobias.v1.InterlockRow.$Properties {
        }

        /** Represents an InterlockRow. */
        class InterlockRow {

            /**
             * Constructs a new InterlockRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.InterlockRow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InterlockRow row. */
            row: number;

            /** InterlockRow cause. */
            cause: nanobias.v1.Cause;

            /** InterlockRow is_present. */
            is_present: boolean;

            /** InterlockRow is_latched. */
            is_latched: boolean;

            /** InterlockRow value. */
            value: (number|Long|null);

            /** InterlockRow limit. */
            limit: (number|Long|null);

            /** InterlockRow origin. */
            origin: nanobias.v1.LimitOrigin;

            /** InterlockRow clear_remaining_us. */
            clear_remaining_us: (number|Long);

            /**
             * Encodes the specified InterlockRow message. Does not implicitly {@link nanobias.v1.InterlockRow.verify|verify} messages.
             * @param message InterlockRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.InterlockRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace InterlockRow {

            /** Properties of an InterlockRow. */
            interface $Properties {

                /** InterlockRow row */
                row?: number;

                /** InterlockRow cause */
                cause?: nanobias.v1.Cause;

                /** InterlockRow is_present */
                is_present?: boolean;

                /** InterlockRow is_latched */
                is_latched?: boolean;

                /** InterlockRow value */
                value?: (number|Long|null);

                /** InterlockRow limit */
                limit?: (number|Long|null);

                /** InterlockRow origin */
                origin?: nanobias.v1.LimitOrigin;

                /** InterlockRow clear_remaining_us */
                clear_remaining_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InterlockRow. */
            type $Shape = nanobias.v1.InterlockRow.$Properties;
        }

        /**
         * Properties of an InterlockPage.
         * @deprecated Use nanobias.v1.InterlockPage.$Properties instead.
         */
        interface IInterlockPage extends nanobias.v1.InterlockPage.$Properties {
        }

        /** Represents an InterlockPage. */
        class InterlockPage {

            /**
             * Constructs a new InterlockPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.InterlockPage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InterlockPage rows. */
            rows: nanobias.v1.InterlockRow[];

            /** InterlockPage row_next. */
            row_next: number;

            /**
             * Encodes the specified InterlockPage message. Does not implicitly {@link nanobias.v1.InterlockPage.verify|verify} messages.
             * @param message InterlockPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.InterlockPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace InterlockPage {

            /** Properties of an InterlockPage. */
            interface $Properties {

                /** InterlockPage rows */
                rows?: nanobias.v1.InterlockRow.$Properties[];

                /** InterlockPage row_next */
                row_next?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InterlockPage. */
            type $Shape = nanobias.v1.InterlockPage.$Properties;
        }

        /**
         * Properties of a RunSelfTest.
         * @deprecated Use nanobias.v1.RunSelfTest.$Properties instead.
         */
        interface IRunSelfTest extends nanobias.v1.RunSelfTest.$Properties {
        }

        /** Represents a RunSelfTest. */
        class RunSelfTest {

            /**
             * Constructs a new RunSelfTest.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.RunSelfTest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RunSelfTest lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified RunSelfTest message. Does not implicitly {@link nanobias.v1.RunSelfTest.verify|verify} messages.
             * @param message RunSelfTest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.RunSelfTest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace RunSelfTest {

            /** Properties of a RunSelfTest. */
            interface $Properties {

                /** RunSelfTest lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RunSelfTest. */
            type $Shape = nanobias.v1.RunSelfTest.$Properties;
        }

        /** TestVerdict enum. */
        enum TestVerdict {

            /** TEST_VERDICT_UNSPECIFIED value */
            TEST_VERDICT_UNSPECIFIED = 0,

            /** TEST_VERDICT_PASSED value */
            TEST_VERDICT_PASSED = 1,

            /** TEST_VERDICT_FAILED value */
            TEST_VERDICT_FAILED = 2,

            /** TEST_VERDICT_NOT_RUN value */
            TEST_VERDICT_NOT_RUN = 3
        }

        /**
         * Properties of a SelfTestResult.
         * @deprecated Use nanobias.v1.SelfTestResult.$Properties instead.
         */
        interface ISelfTestResult extends nanobias.v1.SelfTestResult.$Properties {
        }

        /** Represents a SelfTestResult. */
        class SelfTestResult {

            /**
             * Constructs a new SelfTestResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SelfTestResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SelfTestResult comparator_voltage_high. */
            comparator_voltage_high: nanobias.v1.TestVerdict;

            /** SelfTestResult comparator_voltage_low. */
            comparator_voltage_low: nanobias.v1.TestVerdict;

            /** SelfTestResult comparator_current. */
            comparator_current: nanobias.v1.TestVerdict;

            /** SelfTestResult switch_s1. */
            switch_s1: nanobias.v1.TestVerdict;

            /** SelfTestResult switch_s2. */
            switch_s2: nanobias.v1.TestVerdict;

            /** SelfTestResult interlock_line. */
            interlock_line: nanobias.v1.TestVerdict;

            /** SelfTestResult calibration. */
            calibration: nanobias.v1.TestVerdict;

            /** SelfTestResult front_end. */
            front_end: nanobias.v1.TestVerdict;

            /** SelfTestResult probe. */
            probe: nanobias.v1.TestVerdict;

            /** SelfTestResult trip_store. */
            trip_store: nanobias.v1.TestVerdict;

            /**
             * Encodes the specified SelfTestResult message. Does not implicitly {@link nanobias.v1.SelfTestResult.verify|verify} messages.
             * @param message SelfTestResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SelfTestResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SelfTestResult {

            /** Properties of a SelfTestResult. */
            interface $Properties {

                /** SelfTestResult comparator_voltage_high */
                comparator_voltage_high?: nanobias.v1.TestVerdict;

                /** SelfTestResult comparator_voltage_low */
                comparator_voltage_low?: nanobias.v1.TestVerdict;

                /** SelfTestResult comparator_current */
                comparator_current?: nanobias.v1.TestVerdict;

                /** SelfTestResult switch_s1 */
                switch_s1?: nanobias.v1.TestVerdict;

                /** SelfTestResult switch_s2 */
                switch_s2?: nanobias.v1.TestVerdict;

                /** SelfTestResult interlock_line */
                interlock_line?: nanobias.v1.TestVerdict;

                /** SelfTestResult calibration */
                calibration?: nanobias.v1.TestVerdict;

                /** SelfTestResult front_end */
                front_end?: nanobias.v1.TestVerdict;

                /** SelfTestResult probe */
                probe?: nanobias.v1.TestVerdict;

                /** SelfTestResult trip_store */
                trip_store?: nanobias.v1.TestVerdict;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SelfTestResult. */
            type $Shape = nanobias.v1.SelfTestResult.$Properties;
        }

        /** StatusCode enum. */
        enum StatusCode {

            /** STATUS_CODE_UNSPECIFIED value */
            STATUS_CODE_UNSPECIFIED = 0,

            /** STATUS_CODE_OK value */
            STATUS_CODE_OK = 1,

            /** STATUS_CODE_BUSY value */
            STATUS_CODE_BUSY = 10,

            /** STATUS_CODE_QUEUE_FULL value */
            STATUS_CODE_QUEUE_FULL = 11,

            /** STATUS_CODE_MALFORMED value */
            STATUS_CODE_MALFORMED = 20,

            /** STATUS_CODE_OUT_OF_RANGE value */
            STATUS_CODE_OUT_OF_RANGE = 21,

            /** STATUS_CODE_UNKNOWN_FIELD value */
            STATUS_CODE_UNKNOWN_FIELD = 22,

            /** STATUS_CODE_MISSING_FIELD value */
            STATUS_CODE_MISSING_FIELD = 23,

            /** STATUS_CODE_UNIMPLEMENTED value */
            STATUS_CODE_UNIMPLEMENTED = 24,

            /** STATUS_CODE_UNSUPPORTED_VERSION value */
            STATUS_CODE_UNSUPPORTED_VERSION = 25,

            /** STATUS_CODE_BEYOND_LIMIT value */
            STATUS_CODE_BEYOND_LIMIT = 26,

            /** STATUS_CODE_BEYOND_STRAP value */
            STATUS_CODE_BEYOND_STRAP = 27,

            /** STATUS_CODE_LIMIT_BELOW_NOISE value */
            STATUS_CODE_LIMIT_BELOW_NOISE = 28,

            /** STATUS_CODE_LIMITS_NOT_ORDERED value */
            STATUS_CODE_LIMITS_NOT_ORDERED = 29,

            /** STATUS_CODE_DIGEST_MISMATCH value */
            STATUS_CODE_DIGEST_MISMATCH = 30,

            /** STATUS_CODE_RATE_TOO_HIGH value */
            STATUS_CODE_RATE_TOO_HIGH = 31,

            /** STATUS_CODE_UNKNOWN_STREAM value */
            STATUS_CODE_UNKNOWN_STREAM = 32,

            /** STATUS_CODE_FIELD_TOO_HIGH value */
            STATUS_CODE_FIELD_TOO_HIGH = 33,

            /** STATUS_CODE_WRONG_MODE value */
            STATUS_CODE_WRONG_MODE = 40,

            /** STATUS_CODE_STALE_EPOCH value */
            STATUS_CODE_STALE_EPOCH = 41,

            /** STATUS_CODE_EXPIRED value */
            STATUS_CODE_EXPIRED = 42,

            /** STATUS_CODE_LEASE_REQUIRED value */
            STATUS_CODE_LEASE_REQUIRED = 43,

            /** STATUS_CODE_LEASE_HELD value */
            STATUS_CODE_LEASE_HELD = 44,

            /** STATUS_CODE_TOKEN_INVALID value */
            STATUS_CODE_TOKEN_INVALID = 45,

            /** STATUS_CODE_LOOSENING value */
            STATUS_CODE_LOOSENING = 46,

            /** STATUS_CODE_HOT_CONNECT value */
            STATUS_CODE_HOT_CONNECT = 47,

            /** STATUS_CODE_WRONG_SIGN value */
            STATUS_CODE_WRONG_SIGN = 48,

            /** STATUS_CODE_STALE_SESSION value */
            STATUS_CODE_STALE_SESSION = 49,

            /** STATUS_CODE_PROGRAM_INCOMPLETE value */
            STATUS_CODE_PROGRAM_INCOMPLETE = 50,

            /** STATUS_CODE_LIMITS_NOT_COMMITTED value */
            STATUS_CODE_LIMITS_NOT_COMMITTED = 51,

            /** STATUS_CODE_OUTPUT_ON value */
            STATUS_CODE_OUTPUT_ON = 52,

            /** STATUS_CODE_SELF_TEST_FAILED value */
            STATUS_CODE_SELF_TEST_FAILED = 53,

            /** STATUS_CODE_NOT_CALIBRATED value */
            STATUS_CODE_NOT_CALIBRATED = 54,

            /** STATUS_CODE_INTERLOCK_OPEN value */
            STATUS_CODE_INTERLOCK_OPEN = 55,

            /** STATUS_CODE_TRIPPED value */
            STATUS_CODE_TRIPPED = 70,

            /** STATUS_CODE_CAUSE_PRESENT value */
            STATUS_CODE_CAUSE_PRESENT = 71,

            /** STATUS_CODE_WRONG_FAULT value */
            STATUS_CODE_WRONG_FAULT = 72,

            /** STATUS_CODE_HARD_FAULT value */
            STATUS_CODE_HARD_FAULT = 73,

            /** STATUS_CODE_INTERNAL value */
            STATUS_CODE_INTERNAL = 90
        }

        /** LimitOrigin enum. */
        enum LimitOrigin {

            /** LIMIT_ORIGIN_UNSPECIFIED value */
            LIMIT_ORIGIN_UNSPECIFIED = 0,

            /** LIMIT_ORIGIN_SCHEMA value */
            LIMIT_ORIGIN_SCHEMA = 1,

            /** LIMIT_ORIGIN_LIMITS value */
            LIMIT_ORIGIN_LIMITS = 2,

            /** LIMIT_ORIGIN_FIELD value */
            LIMIT_ORIGIN_FIELD = 3,

            /** LIMIT_ORIGIN_WINDOW value */
            LIMIT_ORIGIN_WINDOW = 4,

            /** LIMIT_ORIGIN_STRAP value */
            LIMIT_ORIGIN_STRAP = 5,

            /** LIMIT_ORIGIN_NOISE value */
            LIMIT_ORIGIN_NOISE = 6,

            /** LIMIT_ORIGIN_BOARD value */
            LIMIT_ORIGIN_BOARD = 7
        }

        /**
         * Properties of a Status.
         * @deprecated Use nanobias.v1.Status.$Properties instead.
         */
        interface IStatus extends nanobias.v1.Status.$Properties {
        }

        /** Represents a Status. */
        class Status {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Status.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Status code. */
            code: nanobias.v1.StatusCode;

            /** Status field. */
            field: string;

            /** Status value. */
            value: (number|Long|null);

            /** Status limit_min. */
            limit_min: (number|Long|null);

            /** Status limit_max. */
            limit_max: (number|Long|null);

            /** Status origin. */
            origin: nanobias.v1.LimitOrigin;

            /**
             * Encodes the specified Status message. Does not implicitly {@link nanobias.v1.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Status {

            /** Properties of a Status. */
            interface $Properties {

                /** Status code */
                code?: nanobias.v1.StatusCode;

                /** Status field */
                field?: string;

                /** Status value */
                value?: (number|Long|null);

                /** Status limit_min */
                limit_min?: (number|Long|null);

                /** Status limit_max */
                limit_max?: (number|Long|null);

                /** Status origin */
                origin?: nanobias.v1.LimitOrigin;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Status. */
            type $Shape = nanobias.v1.Status.$Properties;
        }

        /** Channel enum. */
        enum Channel {

            /** CHANNEL_UNSPECIFIED value */
            CHANNEL_UNSPECIFIED = 0,

            /** CHANNEL_SLOW_CURRENT value */
            CHANNEL_SLOW_CURRENT = 1,

            /** CHANNEL_SLOW_VOLTAGE value */
            CHANNEL_SLOW_VOLTAGE = 2,

            /** CHANNEL_INTERLOCK_CURRENT value */
            CHANNEL_INTERLOCK_CURRENT = 3,

            /** CHANNEL_INTERLOCK_VOLTAGE value */
            CHANNEL_INTERLOCK_VOLTAGE = 4,

            /** CHANNEL_FAST_CURRENT value */
            CHANNEL_FAST_CURRENT = 5
        }

        /** Encoding enum. */
        enum Encoding {

            /** ENCODING_UNSPECIFIED value */
            ENCODING_UNSPECIFIED = 0,

            /** ENCODING_RAW32 value */
            ENCODING_RAW32 = 1,

            /** ENCODING_RAW24 value */
            ENCODING_RAW24 = 2,

            /** ENCODING_FOR128 value */
            ENCODING_FOR128 = 3,

            /** ENCODING_SUMMARY value */
            ENCODING_SUMMARY = 4
        }

        /**
         * Properties of a StartStream.
         * @deprecated Use nanobias.v1.StartStream.$Properties instead.
         */
        interface IStartStream extends nanobias.v1.StartStream.$Properties {
        }

        /** Represents a StartStream. */
        class StartStream {

            /**
             * Constructs a new StartStream.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StartStream.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StartStream channel. */
            channel: nanobias.v1.Channel;

            /** StartStream rate_Hz. */
            rate_Hz: number;

            /** StartStream decimation. */
            decimation: number;

            /** StartStream encoding. */
            encoding: nanobias.v1.Encoding;

            /** StartStream credit_bytes. */
            credit_bytes: number;

            /** StartStream block_samples_max. */
            block_samples_max: number;

            /**
             * Encodes the specified StartStream message. Does not implicitly {@link nanobias.v1.StartStream.verify|verify} messages.
             * @param message StartStream message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StartStream.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StartStream {

            /** Properties of a StartStream. */
            interface $Properties {

                /** StartStream channel */
                channel?: nanobias.v1.Channel;

                /** StartStream rate_Hz */
                rate_Hz?: number;

                /** StartStream decimation */
                decimation?: number;

                /** StartStream encoding */
                encoding?: nanobias.v1.Encoding;

                /** StartStream credit_bytes */
                credit_bytes?: number;

                /** StartStream block_samples_max */
                block_samples_max?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StartStream. */
            type $Shape = nanobias.v1.StartStream.$Properties;
        }

        /**
         * Properties of a StreamGrant.
         * @deprecated Use nanobias.v1.StreamGrant.$Properties instead.
         */
        interface IStreamGrant extends nanobias.v1.StreamGrant.$Properties {
        }

        /** Represents a StreamGrant. */
        class StreamGrant {

            /**
             * Constructs a new StreamGrant.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StreamGrant.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StreamGrant stream_id. */
            stream_id: number;

            /** StreamGrant first_sample. */
            first_sample: (number|Long);

            /** StreamGrant block_samples. */
            block_samples: number;

            /** StreamGrant sample_period_us. */
            sample_period_us: number;

            /**
             * Encodes the specified StreamGrant message. Does not implicitly {@link nanobias.v1.StreamGrant.verify|verify} messages.
             * @param message StreamGrant message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StreamGrant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StreamGrant {

            /** Properties of a StreamGrant. */
            interface $Properties {

                /** StreamGrant stream_id */
                stream_id?: number;

                /** StreamGrant first_sample */
                first_sample?: (number|Long);

                /** StreamGrant block_samples */
                block_samples?: number;

                /** StreamGrant sample_period_us */
                sample_period_us?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StreamGrant. */
            type $Shape = nanobias.v1.StreamGrant.$Properties;
        }

        /**
         * Properties of a Credit.
         * @deprecated Use nanobias.v1.Credit.$Properties instead.
         */
        interface ICredit extends nanobias.v1.Credit.$Properties {
        }

        /** Represents a Credit. */
        class Credit {

            /**
             * Constructs a new Credit.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Credit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Credit stream_id. */
            stream_id: number;

            /** Credit credit_bytes. */
            credit_bytes: number;

            /**
             * Encodes the specified Credit message. Does not implicitly {@link nanobias.v1.Credit.verify|verify} messages.
             * @param message Credit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Credit {

            /** Properties of a Credit. */
            interface $Properties {

                /** Credit stream_id */
                stream_id?: number;

                /** Credit credit_bytes */
                credit_bytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Credit. */
            type $Shape = nanobias.v1.Credit.$Properties;
        }

        /**
         * Properties of a StopStream.
         * @deprecated Use nanobias.v1.StopStream.$Properties instead.
         */
        interface IStopStream extends nanobias.v1.StopStream.$Properties {
        }

        /** Represents a StopStream. */
        class StopStream {

            /**
             * Constructs a new StopStream.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StopStream.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StopStream stream_id. */
            stream_id: number;

            /**
             * Encodes the specified StopStream message. Does not implicitly {@link nanobias.v1.StopStream.verify|verify} messages.
             * @param message StopStream message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StopStream.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StopStream {

            /** Properties of a StopStream. */
            interface $Properties {

                /** StopStream stream_id */
                stream_id?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StopStream. */
            type $Shape = nanobias.v1.StopStream.$Properties;
        }

        /**
         * Properties of a StreamEnd.
         * @deprecated Use nanobias.v1.StreamEnd.$Properties instead.
         */
        interface IStreamEnd extends nanobias.v1.StreamEnd.$Properties {
        }

        /** Represents a StreamEnd. */
        class StreamEnd {

            /**
             * Constructs a new StreamEnd.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StreamEnd.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StreamEnd samples_sent. */
            samples_sent: (number|Long);

            /** StreamEnd samples_lost. */
            samples_lost: (number|Long);

            /**
             * Encodes the specified StreamEnd message. Does not implicitly {@link nanobias.v1.StreamEnd.verify|verify} messages.
             * @param message StreamEnd message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StreamEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StreamEnd {

            /** Properties of a StreamEnd. */
            interface $Properties {

                /** StreamEnd samples_sent */
                samples_sent?: (number|Long);

                /** StreamEnd samples_lost */
                samples_lost?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StreamEnd. */
            type $Shape = nanobias.v1.StreamEnd.$Properties;
        }

        /**
         * Properties of a SampleBlock.
         * @deprecated Use nanobias.v1.SampleBlock.$Properties instead.
         */
        interface ISampleBlock extends nanobias.v1.SampleBlock.$Properties {
        }

        /** Represents a SampleBlock. */
        class SampleBlock {

            /**
             * Constructs a new SampleBlock.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SampleBlock.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SampleBlock stream_id. */
            stream_id: number;

            /** SampleBlock block_seq. */
            block_seq: number;

            /** SampleBlock first_sample. */
            first_sample: (number|Long);

            /** SampleBlock device_time_us. */
            device_time_us: (number|Long);

            /** SampleBlock rate_Hz. */
            rate_Hz: number;

            /** SampleBlock decimation. */
            decimation: number;

            /** SampleBlock range_index. */
            range_index: number;

            /** SampleBlock full_scale_fA. */
            full_scale_fA: (number|Long);

            /** SampleBlock full_scale_uV. */
            full_scale_uV: number;

            /** SampleBlock bits. */
            bits: number;

            /** SampleBlock calibration_id. */
            calibration_id: number;

            /** SampleBlock flags. */
            flags: number;

            /** SampleBlock lost_before. */
            lost_before: (number|Long);

            /** SampleBlock sample_count. */
            sample_count: number;

            /** SampleBlock encoding. */
            encoding: nanobias.v1.Encoding;

            /** SampleBlock data. */
            data: Uint8Array;

            /** SampleBlock channel. */
            channel: nanobias.v1.Channel;

            /**
             * Encodes the specified SampleBlock message. Does not implicitly {@link nanobias.v1.SampleBlock.verify|verify} messages.
             * @param message SampleBlock message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SampleBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SampleBlock {

            /** Properties of a SampleBlock. */
            interface $Properties {

                /** SampleBlock stream_id */
                stream_id?: number;

                /** SampleBlock block_seq */
                block_seq?: number;

                /** SampleBlock first_sample */
                first_sample?: (number|Long);

                /** SampleBlock device_time_us */
                device_time_us?: (number|Long);

                /** SampleBlock rate_Hz */
                rate_Hz?: number;

                /** SampleBlock decimation */
                decimation?: number;

                /** SampleBlock range_index */
                range_index?: number;

                /** SampleBlock full_scale_fA */
                full_scale_fA?: (number|Long);

                /** SampleBlock full_scale_uV */
                full_scale_uV?: number;

                /** SampleBlock bits */
                bits?: number;

                /** SampleBlock calibration_id */
                calibration_id?: number;

                /** SampleBlock flags */
                flags?: number;

                /** SampleBlock lost_before */
                lost_before?: (number|Long);

                /** SampleBlock sample_count */
                sample_count?: number;

                /** SampleBlock encoding */
                encoding?: nanobias.v1.Encoding;

                /** SampleBlock data */
                data?: Uint8Array;

                /** SampleBlock channel */
                channel?: nanobias.v1.Channel;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SampleBlock. */
            type $Shape = nanobias.v1.SampleBlock.$Properties;
        }

        /** CaptureTrigger enum. */
        enum CaptureTrigger {

            /** CAPTURE_TRIGGER_UNSPECIFIED value */
            CAPTURE_TRIGGER_UNSPECIFIED = 0,

            /** CAPTURE_TRIGGER_NOW value */
            CAPTURE_TRIGGER_NOW = 1,

            /** CAPTURE_TRIGGER_ABOVE value */
            CAPTURE_TRIGGER_ABOVE = 2,

            /** CAPTURE_TRIGGER_BELOW value */
            CAPTURE_TRIGGER_BELOW = 3,

            /** CAPTURE_TRIGGER_OPENING value */
            CAPTURE_TRIGGER_OPENING = 4,

            /** CAPTURE_TRIGGER_CLOSING value */
            CAPTURE_TRIGGER_CLOSING = 5
        }

        /**
         * Properties of a CaptureArm.
         * @deprecated Use nanobias.v1.CaptureArm.$Properties instead.
         */
        interface ICaptureArm extends nanobias.v1.CaptureArm.$Properties {
        }

        /** Represents a CaptureArm. */
        class CaptureArm {

            /**
             * Constructs a new CaptureArm.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.CaptureArm.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaptureArm channel. */
            channel: nanobias.v1.Channel;

            /** CaptureArm rate_Hz. */
            rate_Hz: number;

            /** CaptureArm sample_count. */
            sample_count: number;

            /** CaptureArm pretrigger_count. */
            pretrigger_count: number;

            /** CaptureArm trigger. */
            trigger: nanobias.v1.CaptureTrigger;

            /** CaptureArm level_code. */
            level_code: number;

            /**
             * Encodes the specified CaptureArm message. Does not implicitly {@link nanobias.v1.CaptureArm.verify|verify} messages.
             * @param message CaptureArm message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.CaptureArm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CaptureArm {

            /** Properties of a CaptureArm. */
            interface $Properties {

                /** CaptureArm channel */
                channel?: nanobias.v1.Channel;

                /** CaptureArm rate_Hz */
                rate_Hz?: number;

                /** CaptureArm sample_count */
                sample_count?: number;

                /** CaptureArm pretrigger_count */
                pretrigger_count?: number;

                /** CaptureArm trigger */
                trigger?: nanobias.v1.CaptureTrigger;

                /** CaptureArm level_code */
                level_code?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaptureArm. */
            type $Shape = nanobias.v1.CaptureArm.$Properties;
        }

        /**
         * Properties of a GetCapture.
         * @deprecated Use nanobias.v1.GetCapture.$Properties instead.
         */
        interface IGetCapture extends nanobias.v1.GetCapture.$Properties {
        }

        /** Represents a GetCapture. */
        class GetCapture {

            /**
             * Constructs a new GetCapture.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.GetCapture.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCapture capture_id. */
            capture_id: number;

            /**
             * Encodes the specified GetCapture message. Does not implicitly {@link nanobias.v1.GetCapture.verify|verify} messages.
             * @param message GetCapture message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.GetCapture.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace GetCapture {

            /** Properties of a GetCapture. */
            interface $Properties {

                /** GetCapture capture_id */
                capture_id?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCapture. */
            type $Shape = nanobias.v1.GetCapture.$Properties;
        }

        /**
         * Properties of a CaptureStatus.
         * @deprecated Use nanobias.v1.CaptureStatus.$Properties instead.
         */
        interface ICaptureStatus extends nanobias.v1.CaptureStatus.$Properties {
        }

        /** Represents a CaptureStatus. */
        class CaptureStatus {

            /**
             * Constructs a new CaptureStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.CaptureStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaptureStatus capture_id. */
            capture_id: number;

            /** CaptureStatus is_complete. */
            is_complete: boolean;

            /** CaptureStatus size_bytes. */
            size_bytes: number;

            /** CaptureStatus trigger_device_us. */
            trigger_device_us: (number|Long|null);

            /** CaptureStatus trigger_sample. */
            trigger_sample: (number|Long|null);

            /** CaptureStatus full_scale_fA. */
            full_scale_fA: (number|Long);

            /** CaptureStatus full_scale_uV. */
            full_scale_uV: number;

            /** CaptureStatus bits. */
            bits: number;

            /**
             * Encodes the specified CaptureStatus message. Does not implicitly {@link nanobias.v1.CaptureStatus.verify|verify} messages.
             * @param message CaptureStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.CaptureStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CaptureStatus {

            /** Properties of a CaptureStatus. */
            interface $Properties {

                /** CaptureStatus capture_id */
                capture_id?: number;

                /** CaptureStatus is_complete */
                is_complete?: boolean;

                /** CaptureStatus size_bytes */
                size_bytes?: number;

                /** CaptureStatus trigger_device_us */
                trigger_device_us?: (number|Long|null);

                /** CaptureStatus trigger_sample */
                trigger_sample?: (number|Long|null);

                /** CaptureStatus full_scale_fA */
                full_scale_fA?: (number|Long);

                /** CaptureStatus full_scale_uV */
                full_scale_uV?: number;

                /** CaptureStatus bits */
                bits?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaptureStatus. */
            type $Shape = nanobias.v1.CaptureStatus.$Properties;
        }

        /**
         * Properties of a ReadCapture.
         * @deprecated Use nanobias.v1.ReadCapture.$Properties instead.
         */
        interface IReadCapture extends nanobias.v1.ReadCapture.$Properties {
        }

        /** Represents a ReadCapture. */
        class ReadCapture {

            /**
             * Constructs a new ReadCapture.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ReadCapture.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReadCapture capture_id. */
            capture_id: number;

            /** ReadCapture offset_bytes. */
            offset_bytes: number;

            /** ReadCapture length_bytes. */
            length_bytes: number;

            /**
             * Encodes the specified ReadCapture message. Does not implicitly {@link nanobias.v1.ReadCapture.verify|verify} messages.
             * @param message ReadCapture message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ReadCapture.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ReadCapture {

            /** Properties of a ReadCapture. */
            interface $Properties {

                /** ReadCapture capture_id */
                capture_id?: number;

                /** ReadCapture offset_bytes */
                offset_bytes?: number;

                /** ReadCapture length_bytes */
                length_bytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReadCapture. */
            type $Shape = nanobias.v1.ReadCapture.$Properties;
        }

        /**
         * Properties of a CaptureChunk.
         * @deprecated Use nanobias.v1.CaptureChunk.$Properties instead.
         */
        interface ICaptureChunk extends nanobias.v1.CaptureChunk.$Properties {
        }

        /** Represents a CaptureChunk. */
        class CaptureChunk {

            /**
             * Constructs a new CaptureChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.CaptureChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaptureChunk capture_id. */
            capture_id: number;

            /** CaptureChunk offset_bytes. */
            offset_bytes: number;

            /** CaptureChunk size_bytes. */
            size_bytes: number;

            /** CaptureChunk data. */
            data: Uint8Array;

            /**
             * Encodes the specified CaptureChunk message. Does not implicitly {@link nanobias.v1.CaptureChunk.verify|verify} messages.
             * @param message CaptureChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.CaptureChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CaptureChunk {

            /** Properties of a CaptureChunk. */
            interface $Properties {

                /** CaptureChunk capture_id */
                capture_id?: number;

                /** CaptureChunk offset_bytes */
                offset_bytes?: number;

                /** CaptureChunk size_bytes */
                size_bytes?: number;

                /** CaptureChunk data */
                data?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaptureChunk. */
            type $Shape = nanobias.v1.CaptureChunk.$Properties;
        }

        /**
         * Properties of a Mark.
         * @deprecated Use nanobias.v1.Mark.$Properties instead.
         */
        interface IMark extends nanobias.v1.Mark.$Properties {
        }

        /** Represents a Mark. */
        class Mark {

            /**
             * Constructs a new Mark.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Mark.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Mark label. */
            label: string;

            /**
             * Encodes the specified Mark message. Does not implicitly {@link nanobias.v1.Mark.verify|verify} messages.
             * @param message Mark message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Mark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Mark {

            /** Properties of a Mark. */
            interface $Properties {

                /** Mark label */
                label?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Mark. */
            type $Shape = nanobias.v1.Mark.$Properties;
        }

        /**
         * Properties of a MarkResult.
         * @deprecated Use nanobias.v1.MarkResult.$Properties instead.
         */
        interface IMarkResult extends nanobias.v1.MarkResult.$Properties {
        }

        /** Represents a MarkResult. */
        class MarkResult {

            /**
             * Constructs a new MarkResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.MarkResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MarkResult device_time_us. */
            device_time_us: (number|Long);

            /**
             * Encodes the specified MarkResult message. Does not implicitly {@link nanobias.v1.MarkResult.verify|verify} messages.
             * @param message MarkResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.MarkResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace MarkResult {

            /** Properties of a MarkResult. */
            interface $Properties {

                /** MarkResult device_time_us */
                device_time_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MarkResult. */
            type $Shape = nanobias.v1.MarkResult.$Properties;
        }

        /**
         * Properties of an AcquireLease.
         * @deprecated Use nanobias.v1.AcquireLease.$Properties instead.
         */
        interface IAcquireLease extends nanobias.v1.AcquireLease.$Properties {
        }

        /** Represents an AcquireLease. */
        class AcquireLease {

            /**
             * Constructs a new AcquireLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.AcquireLease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcquireLease lease_us. */
            lease_us: number;

            /** AcquireLease adoption. */
            adoption: (nanobias.v1.Adoption|null);

            /**
             * Encodes the specified AcquireLease message. Does not implicitly {@link nanobias.v1.AcquireLease.verify|verify} messages.
             * @param message AcquireLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.AcquireLease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AcquireLease {

            /** Properties of an AcquireLease. */
            interface $Properties {

                /** AcquireLease lease_us */
                lease_us?: number;

                /** AcquireLease adoption */
                adoption?: (nanobias.v1.Adoption.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcquireLease. */
            type $Shape = nanobias.v1.AcquireLease.$Properties;
        }

        /**
         * Properties of an Adoption.
         * @deprecated Use nanobias.v1.Adoption.$Properties instead.
         */
        interface IAdoption extends nanobias.v1.Adoption.$Properties {
        }

        /** Represents an Adoption. */
        class Adoption {

            /**
             * Constructs a new Adoption.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Adoption.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Adoption token. */
            token: number;

            /** Adoption lease_epoch. */
            lease_epoch: number;

            /** Adoption output_epoch. */
            output_epoch: number;

            /**
             * Encodes the specified Adoption message. Does not implicitly {@link nanobias.v1.Adoption.verify|verify} messages.
             * @param message Adoption message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Adoption.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Adoption {

            /** Properties of an Adoption. */
            interface $Properties {

                /** Adoption token */
                token?: number;

                /** Adoption lease_epoch */
                lease_epoch?: number;

                /** Adoption output_epoch */
                output_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Adoption. */
            type $Shape = nanobias.v1.Adoption.$Properties;
        }

        /**
         * Properties of a RenewLease.
         * @deprecated Use nanobias.v1.RenewLease.$Properties instead.
         */
        interface IRenewLease extends nanobias.v1.RenewLease.$Properties {
        }

        /** Represents a RenewLease. */
        class RenewLease {

            /**
             * Constructs a new RenewLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.RenewLease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RenewLease lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified RenewLease message. Does not implicitly {@link nanobias.v1.RenewLease.verify|verify} messages.
             * @param message RenewLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.RenewLease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace RenewLease {

            /** Properties of a RenewLease. */
            interface $Properties {

                /** RenewLease lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewLease. */
            type $Shape = nanobias.v1.RenewLease.$Properties;
        }

        /**
         * Properties of a ReleaseLease.
         * @deprecated Use nanobias.v1.ReleaseLease.$Properties instead.
         */
        interface IReleaseLease extends nanobias.v1.ReleaseLease.$Properties {
        }

        /** Represents a ReleaseLease. */
        class ReleaseLease {

            /**
             * Constructs a new ReleaseLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ReleaseLease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReleaseLease lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified ReleaseLease message. Does not implicitly {@link nanobias.v1.ReleaseLease.verify|verify} messages.
             * @param message ReleaseLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ReleaseLease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ReleaseLease {

            /** Properties of a ReleaseLease. */
            interface $Properties {

                /** ReleaseLease lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseLease. */
            type $Shape = nanobias.v1.ReleaseLease.$Properties;
        }

        /**
         * Properties of a LeaseGrant.
         * @deprecated Use nanobias.v1.LeaseGrant.$Properties instead.
         */
        interface ILeaseGrant extends nanobias.v1.LeaseGrant.$Properties {
        }

        /** Represents a LeaseGrant. */
        class LeaseGrant {

            /**
             * Constructs a new LeaseGrant.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.LeaseGrant.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeaseGrant lease_epoch. */
            lease_epoch: number;

            /** LeaseGrant lease_us. */
            lease_us: number;

            /** LeaseGrant expires_device_us. */
            expires_device_us: (number|Long);

            /** LeaseGrant adoption_token. */
            adoption_token: (number|null);

            /**
             * Encodes the specified LeaseGrant message. Does not implicitly {@link nanobias.v1.LeaseGrant.verify|verify} messages.
             * @param message LeaseGrant message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.LeaseGrant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace LeaseGrant {

            /** Properties of a LeaseGrant. */
            interface $Properties {

                /** LeaseGrant lease_epoch */
                lease_epoch?: number;

                /** LeaseGrant lease_us */
                lease_us?: number;

                /** LeaseGrant expires_device_us */
                expires_device_us?: (number|Long);

                /** LeaseGrant adoption_token */
                adoption_token?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeaseGrant. */
            type $Shape = nanobias.v1.LeaseGrant.$Properties;
        }

        /**
         * Properties of an Arm.
         * @deprecated Use nanobias.v1.Arm.$Properties instead.
         */
        interface IArm extends nanobias.v1.Arm.$Properties {
        }

        /** Represents an Arm. */
        class Arm {

            /**
             * Constructs a new Arm.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Arm.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Arm limits_digest. */
            limits_digest: number;

            /** Arm lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified Arm message. Does not implicitly {@link nanobias.v1.Arm.verify|verify} messages.
             * @param message Arm message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Arm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Arm {

            /** Properties of an Arm. */
            interface $Properties {

                /** Arm limits_digest */
                limits_digest?: number;

                /** Arm lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Arm. */
            type $Shape = nanobias.v1.Arm.$Properties;
        }

        /**
         * Properties of an ArmGrant.
         * @deprecated Use nanobias.v1.ArmGrant.$Properties instead.
         */
        interface IArmGrant extends nanobias.v1.ArmGrant.$Properties {
        }

        /** Represents an ArmGrant. */
        class ArmGrant {

            /**
             * Constructs a new ArmGrant.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ArmGrant.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArmGrant token. */
            token: number;

            /** ArmGrant expires_device_us. */
            expires_device_us: (number|Long);

            /** ArmGrant open_circuit_uV. */
            open_circuit_uV: number;

            /**
             * Encodes the specified ArmGrant message. Does not implicitly {@link nanobias.v1.ArmGrant.verify|verify} messages.
             * @param message ArmGrant message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ArmGrant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ArmGrant {

            /** Properties of an ArmGrant. */
            interface $Properties {

                /** ArmGrant token */
                token?: number;

                /** ArmGrant expires_device_us */
                expires_device_us?: (number|Long);

                /** ArmGrant open_circuit_uV */
                open_circuit_uV?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArmGrant. */
            type $Shape = nanobias.v1.ArmGrant.$Properties;
        }

        /**
         * Properties of an Enable.
         * @deprecated Use nanobias.v1.Enable.$Properties instead.
         */
        interface IEnable extends nanobias.v1.Enable.$Properties {
        }

        /** Represents an Enable. */
        class Enable {

            /**
             * Constructs a new Enable.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Enable.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Enable token. */
            token: number;

            /** Enable limits_digest. */
            limits_digest: number;

            /** Enable expected_epoch. */
            expected_epoch: number;

            /** Enable not_after_device_us. */
            not_after_device_us: (number|Long);

            /** Enable lease_epoch. */
            lease_epoch: number;

            /** Enable autonomous_us_max. */
            autonomous_us_max: (number|Long|null);

            /** Enable autonomous_fC_max. */
            autonomous_fC_max: (number|Long|null);

            /**
             * Encodes the specified Enable message. Does not implicitly {@link nanobias.v1.Enable.verify|verify} messages.
             * @param message Enable message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Enable.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Enable {

            /** Properties of an Enable. */
            interface $Properties {

                /** Enable token */
                token?: number;

                /** Enable limits_digest */
                limits_digest?: number;

                /** Enable expected_epoch */
                expected_epoch?: number;

                /** Enable not_after_device_us */
                not_after_device_us?: (number|Long);

                /** Enable lease_epoch */
                lease_epoch?: number;

                /** Enable autonomous_us_max */
                autonomous_us_max?: (number|Long|null);

                /** Enable autonomous_fC_max */
                autonomous_fC_max?: (number|Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Enable. */
            type $Shape = nanobias.v1.Enable.$Properties;
        }

        /**
         * Properties of an EnableResult.
         * @deprecated Use nanobias.v1.EnableResult.$Properties instead.
         */
        interface IEnableResult extends nanobias.v1.EnableResult.$Properties {
        }

        /** Represents an EnableResult. */
        class EnableResult {

            /**
             * Constructs a new EnableResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.EnableResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EnableResult open_circuit_uV. */
            open_circuit_uV: number;

            /** EnableResult bias_setpoint_uV. */
            bias_setpoint_uV: number;

            /** EnableResult is_switch_closed. */
            is_switch_closed: boolean;

            /** EnableResult device_time_us. */
            device_time_us: (number|Long);

            /**
             * Encodes the specified EnableResult message. Does not implicitly {@link nanobias.v1.EnableResult.verify|verify} messages.
             * @param message EnableResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.EnableResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace EnableResult {

            /** Properties of an EnableResult. */
            interface $Properties {

                /** EnableResult open_circuit_uV */
                open_circuit_uV?: number;

                /** EnableResult bias_setpoint_uV */
                bias_setpoint_uV?: number;

                /** EnableResult is_switch_closed */
                is_switch_closed?: boolean;

                /** EnableResult device_time_us */
                device_time_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EnableResult. */
            type $Shape = nanobias.v1.EnableResult.$Properties;
        }

        /**
         * Properties of a SetBias.
         * @deprecated Use nanobias.v1.SetBias.$Properties instead.
         */
        interface ISetBias extends nanobias.v1.SetBias.$Properties {
        }

        /** Represents a SetBias. */
        class SetBias {

            /**
             * Constructs a new SetBias.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SetBias.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetBias target_uV. */
            target_uV: number;

            /** SetBias slew_nV_per_s. */
            slew_nV_per_s: number;

            /** SetBias expected_epoch. */
            expected_epoch: number;

            /** SetBias not_after_device_us. */
            not_after_device_us: (number|Long);

            /** SetBias lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified SetBias message. Does not implicitly {@link nanobias.v1.SetBias.verify|verify} messages.
             * @param message SetBias message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SetBias.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SetBias {

            /** Properties of a SetBias. */
            interface $Properties {

                /** SetBias target_uV */
                target_uV?: number;

                /** SetBias slew_nV_per_s */
                slew_nV_per_s?: number;

                /** SetBias expected_epoch */
                expected_epoch?: number;

                /** SetBias not_after_device_us */
                not_after_device_us?: (number|Long);

                /** SetBias lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetBias. */
            type $Shape = nanobias.v1.SetBias.$Properties;
        }

        /**
         * Properties of a SetBiasResult.
         * @deprecated Use nanobias.v1.SetBiasResult.$Properties instead.
         */
        interface ISetBiasResult extends nanobias.v1.SetBiasResult.$Properties {
        }

        /** Represents a SetBiasResult. */
        class SetBiasResult {

            /**
             * Constructs a new SetBiasResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SetBiasResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetBiasResult start_uV. */
            start_uV: number;

            /** SetBiasResult target_uV. */
            target_uV: number;

            /** SetBiasResult start_device_us. */
            start_device_us: (number|Long);

            /** SetBiasResult arrival_device_us. */
            arrival_device_us: (number|Long);

            /**
             * Encodes the specified SetBiasResult message. Does not implicitly {@link nanobias.v1.SetBiasResult.verify|verify} messages.
             * @param message SetBiasResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SetBiasResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SetBiasResult {

            /** Properties of a SetBiasResult. */
            interface $Properties {

                /** SetBiasResult start_uV */
                start_uV?: number;

                /** SetBiasResult target_uV */
                target_uV?: number;

                /** SetBiasResult start_device_us */
                start_device_us?: (number|Long);

                /** SetBiasResult arrival_device_us */
                arrival_device_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetBiasResult. */
            type $Shape = nanobias.v1.SetBiasResult.$Properties;
        }

        /**
         * Properties of a SetCurrent.
         * @deprecated Use nanobias.v1.SetCurrent.$Properties instead.
         */
        interface ISetCurrent extends nanobias.v1.SetCurrent.$Properties {
        }

        /** Represents a SetCurrent. */
        class SetCurrent {

            /**
             * Constructs a new SetCurrent.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SetCurrent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetCurrent target_fA. */
            target_fA: (number|Long);

            /** SetCurrent slew_nV_per_s. */
            slew_nV_per_s: (number|null);

            /** SetCurrent compliance_uV_min. */
            compliance_uV_min: (number|null);

            /** SetCurrent compliance_uV_max. */
            compliance_uV_max: (number|null);

            /** SetCurrent expected_epoch. */
            expected_epoch: number;

            /** SetCurrent not_after_device_us. */
            not_after_device_us: (number|Long);

            /** SetCurrent lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified SetCurrent message. Does not implicitly {@link nanobias.v1.SetCurrent.verify|verify} messages.
             * @param message SetCurrent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SetCurrent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SetCurrent {

            /** Properties of a SetCurrent. */
            interface $Properties {

                /** SetCurrent target_fA */
                target_fA?: (number|Long);

                /** SetCurrent slew_nV_per_s */
                slew_nV_per_s?: (number|null);

                /** SetCurrent compliance_uV_min */
                compliance_uV_min?: (number|null);

                /** SetCurrent compliance_uV_max */
                compliance_uV_max?: (number|null);

                /** SetCurrent expected_epoch */
                expected_epoch?: number;

                /** SetCurrent not_after_device_us */
                not_after_device_us?: (number|Long);

                /** SetCurrent lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetCurrent. */
            type $Shape = nanobias.v1.SetCurrent.$Properties;
        }

        /**
         * Properties of a SetCurrentResult.
         * @deprecated Use nanobias.v1.SetCurrentResult.$Properties instead.
         */
        interface ISetCurrentResult extends nanobias.v1.SetCurrentResult.$Properties {
        }

        /** Represents a SetCurrentResult. */
        class SetCurrentResult {

            /**
             * Constructs a new SetCurrentResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.SetCurrentResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetCurrentResult target_fA. */
            target_fA: (number|Long);

            /** SetCurrentResult compliance_uV_min. */
            compliance_uV_min: number;

            /** SetCurrentResult compliance_uV_max. */
            compliance_uV_max: number;

            /** SetCurrentResult start_device_us. */
            start_device_us: (number|Long);

            /**
             * Encodes the specified SetCurrentResult message. Does not implicitly {@link nanobias.v1.SetCurrentResult.verify|verify} messages.
             * @param message SetCurrentResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.SetCurrentResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SetCurrentResult {

            /** Properties of a SetCurrentResult. */
            interface $Properties {

                /** SetCurrentResult target_fA */
                target_fA?: (number|Long);

                /** SetCurrentResult compliance_uV_min */
                compliance_uV_min?: number;

                /** SetCurrentResult compliance_uV_max */
                compliance_uV_max?: number;

                /** SetCurrentResult start_device_us */
                start_device_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetCurrentResult. */
            type $Shape = nanobias.v1.SetCurrentResult.$Properties;
        }

        /** StepKind enum. */
        enum StepKind {

            /** STEP_KIND_UNSPECIFIED value */
            STEP_KIND_UNSPECIFIED = 0,

            /** STEP_KIND_LEAK_CHECK value */
            STEP_KIND_LEAK_CHECK = 1,

            /** STEP_KIND_HOLD value */
            STEP_KIND_HOLD = 2,

            /** STEP_KIND_OPEN value */
            STEP_KIND_OPEN = 3,

            /** STEP_KIND_RAMP value */
            STEP_KIND_RAMP = 4,

            /** STEP_KIND_CURRENT value */
            STEP_KIND_CURRENT = 5,

            /** STEP_KIND_LOOP value */
            STEP_KIND_LOOP = 6,

            /** STEP_KIND_MARK value */
            STEP_KIND_MARK = 7
        }

        /**
         * Properties of a ProgramStep.
         * @deprecated Use nanobias.v1.ProgramStep.$Properties instead.
         */
        interface IProgramStep extends nanobias.v1.ProgramStep.$Properties {
        }

        /** Represents a ProgramStep. */
        class ProgramStep {

            /**
             * Constructs a new ProgramStep.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ProgramStep.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProgramStep kind. */
            kind: nanobias.v1.StepKind;

            /** ProgramStep bias_uV. */
            bias_uV: (number|null);

            /** ProgramStep slew_nV_per_s. */
            slew_nV_per_s: (number|null);

            /** ProgramStep duration_us. */
            duration_us: (number|Long);

            /** ProgramStep bias_change_uV. */
            bias_change_uV: (number|null);

            /** ProgramStep current_fA. */
            current_fA: (number|Long|null);

            /** ProgramStep loop_to_index. */
            loop_to_index: (number|null);

            /** ProgramStep loop_count. */
            loop_count: (number|null);

            /** ProgramStep mark. */
            mark: (number|null);

            /** ProgramStep until_bias_uV_above. */
            until_bias_uV_above: (number|null);

            /** ProgramStep until_bias_uV_below. */
            until_bias_uV_below: (number|null);

            /** ProgramStep until_current_fA_above. */
            until_current_fA_above: (number|Long|null);

            /** ProgramStep until_current_fA_below. */
            until_current_fA_below: (number|Long|null);

            /** ProgramStep until_charge_fC. */
            until_charge_fC: (number|Long|null);

            /**
             * Encodes the specified ProgramStep message. Does not implicitly {@link nanobias.v1.ProgramStep.verify|verify} messages.
             * @param message ProgramStep message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ProgramStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ProgramStep {

            /** Properties of a ProgramStep. */
            interface $Properties {

                /** ProgramStep kind */
                kind?: nanobias.v1.StepKind;

                /** ProgramStep bias_uV */
                bias_uV?: (number|null);

                /** ProgramStep slew_nV_per_s */
                slew_nV_per_s?: (number|null);

                /** ProgramStep duration_us */
                duration_us?: (number|Long);

                /** ProgramStep bias_change_uV */
                bias_change_uV?: (number|null);

                /** ProgramStep current_fA */
                current_fA?: (number|Long|null);

                /** ProgramStep loop_to_index */
                loop_to_index?: (number|null);

                /** ProgramStep loop_count */
                loop_count?: (number|null);

                /** ProgramStep mark */
                mark?: (number|null);

                /** ProgramStep until_bias_uV_above */
                until_bias_uV_above?: (number|null);

                /** ProgramStep until_bias_uV_below */
                until_bias_uV_below?: (number|null);

                /** ProgramStep until_current_fA_above */
                until_current_fA_above?: (number|Long|null);

                /** ProgramStep until_current_fA_below */
                until_current_fA_below?: (number|Long|null);

                /** ProgramStep until_charge_fC */
                until_charge_fC?: (number|Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProgramStep. */
            type $Shape = nanobias.v1.ProgramStep.$Properties;
        }

        /**
         * Properties of an UploadStep.
         * @deprecated Use nanobias.v1.UploadStep.$Properties instead.
         */
        interface IUploadStep extends nanobias.v1.UploadStep.$Properties {
        }

        /** Represents an UploadStep. */
        class UploadStep {

            /**
             * Constructs a new UploadStep.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.UploadStep.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UploadStep program_id. */
            program_id: number;

            /** UploadStep step_index. */
            step_index: number;

            /** UploadStep step_count. */
            step_count: number;

            /** UploadStep step. */
            step: nanobias.v1.ProgramStep;

            /** UploadStep lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified UploadStep message. Does not implicitly {@link nanobias.v1.UploadStep.verify|verify} messages.
             * @param message UploadStep message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.UploadStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace UploadStep {

            /** Properties of an UploadStep. */
            interface $Properties {

                /** UploadStep program_id */
                program_id?: number;

                /** UploadStep step_index */
                step_index?: number;

                /** UploadStep step_count */
                step_count?: number;

                /** UploadStep step */
                step?: nanobias.v1.ProgramStep.$Properties;

                /** UploadStep lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UploadStep. */
            type $Shape = nanobias.v1.UploadStep.$Properties;
        }

        /**
         * Properties of an UploadResult.
         * @deprecated Use nanobias.v1.UploadResult.$Properties instead.
         */
        interface IUploadResult extends nanobias.v1.UploadResult.$Properties {
        }

        /** Represents an UploadResult. */
        class UploadResult {

            /**
             * Constructs a new UploadResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.UploadResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UploadResult step_count_stored. */
            step_count_stored: number;

            /** UploadResult program_digest. */
            program_digest: (number|null);

            /**
             * Encodes the specified UploadResult message. Does not implicitly {@link nanobias.v1.UploadResult.verify|verify} messages.
             * @param message UploadResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.UploadResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace UploadResult {

            /** Properties of an UploadResult. */
            interface $Properties {

                /** UploadResult step_count_stored */
                step_count_stored?: number;

                /** UploadResult program_digest */
                program_digest?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UploadResult. */
            type $Shape = nanobias.v1.UploadResult.$Properties;
        }

        /**
         * Properties of a StartProgram.
         * @deprecated Use nanobias.v1.StartProgram.$Properties instead.
         */
        interface IStartProgram extends nanobias.v1.StartProgram.$Properties {
        }

        /** Represents a StartProgram. */
        class StartProgram {

            /**
             * Constructs a new StartProgram.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.StartProgram.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StartProgram program_id. */
            program_id: number;

            /** StartProgram program_digest. */
            program_digest: number;

            /** StartProgram expected_epoch. */
            expected_epoch: number;

            /** StartProgram not_after_device_us. */
            not_after_device_us: (number|Long);

            /** StartProgram lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified StartProgram message. Does not implicitly {@link nanobias.v1.StartProgram.verify|verify} messages.
             * @param message StartProgram message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.StartProgram.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StartProgram {

            /** Properties of a StartProgram. */
            interface $Properties {

                /** StartProgram program_id */
                program_id?: number;

                /** StartProgram program_digest */
                program_digest?: number;

                /** StartProgram expected_epoch */
                expected_epoch?: number;

                /** StartProgram not_after_device_us */
                not_after_device_us?: (number|Long);

                /** StartProgram lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StartProgram. */
            type $Shape = nanobias.v1.StartProgram.$Properties;
        }

        /**
         * Properties of a PauseProgram.
         * @deprecated Use nanobias.v1.PauseProgram.$Properties instead.
         */
        interface IPauseProgram extends nanobias.v1.PauseProgram.$Properties {
        }

        /** Represents a PauseProgram. */
        class PauseProgram {

            /**
             * Constructs a new PauseProgram.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.PauseProgram.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PauseProgram lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified PauseProgram message. Does not implicitly {@link nanobias.v1.PauseProgram.verify|verify} messages.
             * @param message PauseProgram message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.PauseProgram.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace PauseProgram {

            /** Properties of a PauseProgram. */
            interface $Properties {

                /** PauseProgram lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PauseProgram. */
            type $Shape = nanobias.v1.PauseProgram.$Properties;
        }

        /**
         * Properties of an AbortProgram.
         * @deprecated Use nanobias.v1.AbortProgram.$Properties instead.
         */
        interface IAbortProgram extends nanobias.v1.AbortProgram.$Properties {
        }

        /** Represents an AbortProgram. */
        class AbortProgram {

            /**
             * Constructs a new AbortProgram.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.AbortProgram.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AbortProgram lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified AbortProgram message. Does not implicitly {@link nanobias.v1.AbortProgram.verify|verify} messages.
             * @param message AbortProgram message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.AbortProgram.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AbortProgram {

            /** Properties of an AbortProgram. */
            interface $Properties {

                /** AbortProgram lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AbortProgram. */
            type $Shape = nanobias.v1.AbortProgram.$Properties;
        }

        /**
         * Properties of a Disable.
         * @deprecated Use nanobias.v1.Disable.$Properties instead.
         */
        interface IDisable extends nanobias.v1.Disable.$Properties {
        }

        /** Represents a Disable. */
        class Disable {

            /**
             * Constructs a new Disable.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Disable.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Disable is_soft. */
            is_soft: boolean;

            /**
             * Encodes the specified Disable message. Does not implicitly {@link nanobias.v1.Disable.verify|verify} messages.
             * @param message Disable message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Disable.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Disable {

            /** Properties of a Disable. */
            interface $Properties {

                /** Disable is_soft */
                is_soft?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Disable. */
            type $Shape = nanobias.v1.Disable.$Properties;
        }

        /**
         * Properties of an OffResult.
         * @deprecated Use nanobias.v1.OffResult.$Properties instead.
         */
        interface IOffResult extends nanobias.v1.OffResult.$Properties {
        }

        /** Represents an OffResult. */
        class OffResult {

            /**
             * Constructs a new OffResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.OffResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffResult is_switch_closed. */
            is_switch_closed: boolean;

            /** OffResult current_fA. */
            current_fA: (number|Long|null);

            /** OffResult device_time_us. */
            device_time_us: (number|Long);

            /** OffResult output_epoch. */
            output_epoch: number;

            /** OffResult cause. */
            cause: nanobias.v1.Cause;

            /**
             * Encodes the specified OffResult message. Does not implicitly {@link nanobias.v1.OffResult.verify|verify} messages.
             * @param message OffResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.OffResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace OffResult {

            /** Properties of an OffResult. */
            interface $Properties {

                /** OffResult is_switch_closed */
                is_switch_closed?: boolean;

                /** OffResult current_fA */
                current_fA?: (number|Long|null);

                /** OffResult device_time_us */
                device_time_us?: (number|Long);

                /** OffResult output_epoch */
                output_epoch?: number;

                /** OffResult cause */
                cause?: nanobias.v1.Cause;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffResult. */
            type $Shape = nanobias.v1.OffResult.$Properties;
        }

        /**
         * Properties of an Acknowledge.
         * @deprecated Use nanobias.v1.Acknowledge.$Properties instead.
         */
        interface IAcknowledge extends nanobias.v1.Acknowledge.$Properties {
        }

        /** Represents an Acknowledge. */
        class Acknowledge {

            /**
             * Constructs a new Acknowledge.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Acknowledge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Acknowledge causes. */
            causes: nanobias.v1.Cause[];

            /** Acknowledge fault_nonce. */
            fault_nonce: number;

            /** Acknowledge lease_epoch. */
            lease_epoch: number;

            /**
             * Encodes the specified Acknowledge message. Does not implicitly {@link nanobias.v1.Acknowledge.verify|verify} messages.
             * @param message Acknowledge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Acknowledge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Acknowledge {

            /** Properties of an Acknowledge. */
            interface $Properties {

                /** Acknowledge causes */
                causes?: nanobias.v1.Cause[];

                /** Acknowledge fault_nonce */
                fault_nonce?: number;

                /** Acknowledge lease_epoch */
                lease_epoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Acknowledge. */
            type $Shape = nanobias.v1.Acknowledge.$Properties;
        }

        /**
         * Properties of a FaultInject.
         * @deprecated Use nanobias.v1.FaultInject.$Properties instead.
         */
        interface IFaultInject extends nanobias.v1.FaultInject.$Properties {
        }

        /** Represents a FaultInject. */
        class FaultInject {

            /**
             * Constructs a new FaultInject.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.FaultInject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FaultInject fault_id. */
            fault_id: string;

            /** FaultInject parameters. */
            parameters: (number|Long)[];

            /** FaultInject start_device_us. */
            start_device_us: (number|Long);

            /** FaultInject duration_us. */
            duration_us: (number|Long);

            /**
             * Encodes the specified FaultInject message. Does not implicitly {@link nanobias.v1.FaultInject.verify|verify} messages.
             * @param message FaultInject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.FaultInject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace FaultInject {

            /** Properties of a FaultInject. */
            interface $Properties {

                /** FaultInject fault_id */
                fault_id?: string;

                /** FaultInject parameters */
                parameters?: (number|Long)[];

                /** FaultInject start_device_us */
                start_device_us?: (number|Long);

                /** FaultInject duration_us */
                duration_us?: (number|Long);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FaultInject. */
            type $Shape = nanobias.v1.FaultInject.$Properties;
        }

        /**
         * Properties of a Hello.
         * @deprecated Use nanobias.v1.Hello.$Properties instead.
         */
        interface IHello extends nanobias.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello version_min. */
            version_min: number;

            /** Hello version_max. */
            version_max: number;

            /** Hello nonce. */
            nonce: number;

            /** Hello client. */
            client: string;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link nanobias.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello version_min */
                version_min?: number;

                /** Hello version_max */
                version_max?: number;

                /** Hello nonce */
                nonce?: number;

                /** Hello client */
                client?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = nanobias.v1.Hello.$Properties;
        }

        /**
         * Properties of a HelloAck.
         * @deprecated Use nanobias.v1.HelloAck.$Properties instead.
         */
        interface IHelloAck extends nanobias.v1.HelloAck.$Properties {
        }

        /** Represents a HelloAck. */
        class HelloAck {

            /**
             * Constructs a new HelloAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.HelloAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloAck version. */
            version: number;

            /** HelloAck nonce. */
            nonce: number;

            /** HelloAck boot_id. */
            boot_id: number;

            /** HelloAck session. */
            session: number;

            /** HelloAck schema_hash. */
            schema_hash: number;

            /** HelloAck firmware_version. */
            firmware_version: string;

            /** HelloAck frame_bytes_max. */
            frame_bytes_max: number;

            /** HelloAck requests_in_flight_max. */
            requests_in_flight_max: number;

            /** HelloAck tick_rate_Hz. */
            tick_rate_Hz: number;

            /** HelloAck is_simulation. */
            is_simulation: boolean;

            /** HelloAck device_time_us. */
            device_time_us: (number|Long);

            /** HelloAck version_min. */
            version_min: number;

            /** HelloAck version_max. */
            version_max: number;

            /**
             * Encodes the specified HelloAck message. Does not implicitly {@link nanobias.v1.HelloAck.verify|verify} messages.
             * @param message HelloAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.HelloAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace HelloAck {

            /** Properties of a HelloAck. */
            interface $Properties {

                /** HelloAck version */
                version?: number;

                /** HelloAck nonce */
                nonce?: number;

                /** HelloAck boot_id */
                boot_id?: number;

                /** HelloAck session */
                session?: number;

                /** HelloAck schema_hash */
                schema_hash?: number;

                /** HelloAck firmware_version */
                firmware_version?: string;

                /** HelloAck frame_bytes_max */
                frame_bytes_max?: number;

                /** HelloAck requests_in_flight_max */
                requests_in_flight_max?: number;

                /** HelloAck tick_rate_Hz */
                tick_rate_Hz?: number;

                /** HelloAck is_simulation */
                is_simulation?: boolean;

                /** HelloAck device_time_us */
                device_time_us?: (number|Long);

                /** HelloAck version_min */
                version_min?: number;

                /** HelloAck version_max */
                version_max?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloAck. */
            type $Shape = nanobias.v1.HelloAck.$Properties;
        }

        /**
         * Properties of a Ping.
         * @deprecated Use nanobias.v1.Ping.$Properties instead.
         */
        interface IPing extends nanobias.v1.Ping.$Properties {
        }

        /** Represents a Ping. */
        class Ping {

            /**
             * Constructs a new Ping.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Ping.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ping nonce. */
            nonce: number;

            /**
             * Encodes the specified Ping message. Does not implicitly {@link nanobias.v1.Ping.verify|verify} messages.
             * @param message Ping message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Ping {

            /** Properties of a Ping. */
            interface $Properties {

                /** Ping nonce */
                nonce?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Ping. */
            type $Shape = nanobias.v1.Ping.$Properties;
        }

        /**
         * Properties of a ClockSync.
         * @deprecated Use nanobias.v1.ClockSync.$Properties instead.
         */
        interface IClockSync extends nanobias.v1.ClockSync.$Properties {
        }

        /** Represents a ClockSync. */
        class ClockSync {

            /**
             * Constructs a new ClockSync.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.ClockSync.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClockSync host_send_us. */
            host_send_us: (number|Long);

            /** ClockSync device_receive_us. */
            device_receive_us: (number|Long|null);

            /** ClockSync device_send_us. */
            device_send_us: (number|Long|null);

            /**
             * Encodes the specified ClockSync message. Does not implicitly {@link nanobias.v1.ClockSync.verify|verify} messages.
             * @param message ClockSync message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.ClockSync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ClockSync {

            /** Properties of a ClockSync. */
            interface $Properties {

                /** ClockSync host_send_us */
                host_send_us?: (number|Long);

                /** ClockSync device_receive_us */
                device_receive_us?: (number|Long|null);

                /** ClockSync device_send_us */
                device_send_us?: (number|Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClockSync. */
            type $Shape = nanobias.v1.ClockSync.$Properties;
        }

        /**
         * Properties of a Bye.
         * @deprecated Use nanobias.v1.Bye.$Properties instead.
         */
        interface IBye extends nanobias.v1.Bye.$Properties {
        }

        /** Represents a Bye. */
        class Bye {

            /**
             * Constructs a new Bye.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.Bye.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Bye reason. */
            reason: string;

            /**
             * Encodes the specified Bye message. Does not implicitly {@link nanobias.v1.Bye.verify|verify} messages.
             * @param message Bye message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.Bye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Bye {

            /** Properties of a Bye. */
            interface $Properties {

                /** Bye reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Bye. */
            type $Shape = nanobias.v1.Bye.$Properties;
        }

        /**
         * Properties of a LinkMessage.
         * @deprecated Use nanobias.v1.LinkMessage.$Properties instead.
         */
        interface ILinkMessage extends nanobias.v1.LinkMessage.$Properties {
        }

        /** Represents a LinkMessage. */
        class LinkMessage {

            /**
             * Constructs a new LinkMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: nanobias.v1.LinkMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LinkMessage hello. */
            hello: (nanobias.v1.Hello|null);

            /** LinkMessage hello_ack. */
            hello_ack: (nanobias.v1.HelloAck|null);

            /** LinkMessage ping. */
            ping: (nanobias.v1.Ping|null);

            /** LinkMessage clock_sync. */
            clock_sync: (nanobias.v1.ClockSync|null);

            /** LinkMessage bye. */
            bye: (nanobias.v1.Bye|null);

            /** LinkMessage body. */
            body?: ("hello"|"hello_ack"|"ping"|"clock_sync"|"bye");

            /**
             * Encodes the specified LinkMessage message. Does not implicitly {@link nanobias.v1.LinkMessage.verify|verify} messages.
             * @param message LinkMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: nanobias.v1.LinkMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace LinkMessage {

            /** Properties of a LinkMessage. */
            interface $Properties {

                /** LinkMessage hello */
                hello?: (nanobias.v1.Hello.$Properties|null);

                /** LinkMessage hello_ack */
                hello_ack?: (nanobias.v1.HelloAck.$Properties|null);

                /** LinkMessage ping */
                ping?: (nanobias.v1.Ping.$Properties|null);

                /** LinkMessage clock_sync */
                clock_sync?: (nanobias.v1.ClockSync.$Properties|null);

                /** LinkMessage bye */
                bye?: (nanobias.v1.Bye.$Properties|null);

                /** LinkMessage body */
                body?: ("hello"|"hello_ack"|"ping"|"clock_sync"|"bye");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a LinkMessage. */
            type $Shape = {
              hello?: nanobias.v1.Hello.$Shape|null;
              hello_ack?: nanobias.v1.HelloAck.$Shape|null;
              ping?: nanobias.v1.Ping.$Shape|null;
              clock_sync?: nanobias.v1.ClockSync.$Shape|null;
              bye?: nanobias.v1.Bye.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; hello?: null; hello_ack?: null; ping?: null; clock_sync?: null; bye?: null }|{ body?: "hello"; hello: nanobias.v1.Hello.$Shape; hello_ack?: null; ping?: null; clock_sync?: null; bye?: null }|{ body?: "hello_ack"; hello?: null; hello_ack: nanobias.v1.HelloAck.$Shape; ping?: null; clock_sync?: null; bye?: null }|{ body?: "ping"; hello?: null; hello_ack?: null; ping: nanobias.v1.Ping.$Shape; clock_sync?: null; bye?: null }|{ body?: "clock_sync"; hello?: null; hello_ack?: null; ping?: null; clock_sync: nanobias.v1.ClockSync.$Shape; bye?: null }|{ body?: "bye"; hello?: null; hello_ack?: null; ping?: null; clock_sync?: null; bye: nanobias.v1.Bye.$Shape })
            );
        }
    }
}
