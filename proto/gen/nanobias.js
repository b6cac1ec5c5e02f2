/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const nanobias = $root.nanobias = (() => {

    /**
     * Namespace nanobias.
     * @exports nanobias
     * @namespace
     */
    const nanobias = {};

    nanobias.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof nanobias
         * @namespace
         */
        const v1 = {};

        v1.Request = (function() {

            /**
             * Properties of a Request.
             * @typedef {Object} nanobias.v1.Request.$Properties
             * @property {number} [request_id] Request request_id
             * @property {nanobias.v1.GetState.$Properties|null} [get_state] Request get_state
             * @property {nanobias.v1.GetCapabilities.$Properties|null} [get_capabilities] Request get_capabilities
             * @property {nanobias.v1.StageLimits.$Properties|null} [stage_limits] Request stage_limits
             * @property {nanobias.v1.CommitLimits.$Properties|null} [commit_limits] Request commit_limits
             * @property {nanobias.v1.AcquireLease.$Properties|null} [acquire_lease] Request acquire_lease
             * @property {nanobias.v1.RenewLease.$Properties|null} [renew_lease] Request renew_lease
             * @property {nanobias.v1.ReleaseLease.$Properties|null} [release_lease] Request release_lease
             * @property {nanobias.v1.Arm.$Properties|null} [arm] Request arm
             * @property {nanobias.v1.Enable.$Properties|null} [enable] Request enable
             * @property {nanobias.v1.SetBias.$Properties|null} [set_bias] Request set_bias
             * @property {nanobias.v1.UploadStep.$Properties|null} [upload_step] Request upload_step
             * @property {nanobias.v1.StartProgram.$Properties|null} [start_program] Request start_program
             * @property {nanobias.v1.PauseProgram.$Properties|null} [pause_program] Request pause_program
             * @property {nanobias.v1.AbortProgram.$Properties|null} [abort_program] Request abort_program
             * @property {nanobias.v1.Disable.$Properties|null} [disable] Request disable
             * @property {nanobias.v1.Acknowledge.$Properties|null} [acknowledge] Request acknowledge
             * @property {nanobias.v1.FaultInject.$Properties|null} [fault_inject] Request fault_inject
             * @property {nanobias.v1.StartStream.$Properties|null} [start_stream] Request start_stream
             * @property {nanobias.v1.Credit.$Properties|null} [credit] Request credit
             * @property {nanobias.v1.StopStream.$Properties|null} [stop_stream] Request stop_stream
             * @property {nanobias.v1.CaptureArm.$Properties|null} [capture_arm] Request capture_arm
             * @property {nanobias.v1.ReadCapture.$Properties|null} [read_capture] Request read_capture
             * @property {nanobias.v1.Mark.$Properties|null} [mark] Request mark
             * @property {nanobias.v1.ReadEvents.$Properties|null} [read_events] Request read_events
             * @property {nanobias.v1.ReadFreezeFrame.$Properties|null} [read_freeze_frame] Request read_freeze_frame
             * @property {nanobias.v1.SetCurrent.$Properties|null} [set_current] Request set_current
             * @property {nanobias.v1.GetInterlocks.$Properties|null} [get_interlocks] Request get_interlocks
             * @property {nanobias.v1.RunSelfTest.$Properties|null} [run_self_test] Request run_self_test
             * @property {nanobias.v1.GetCapture.$Properties|null} [get_capture] Request get_capture
             * @property {"get_state"|"get_capabilities"|"stage_limits"|"commit_limits"|"acquire_lease"|"renew_lease"|"release_lease"|"arm"|"enable"|"set_bias"|"upload_step"|"start_program"|"pause_program"|"abort_program"|"disable"|"acknowledge"|"fault_inject"|"start_stream"|"credit"|"stop_stream"|"capture_arm"|"read_capture"|"mark"|"read_events"|"read_freeze_frame"|"set_current"|"get_interlocks"|"run_self_test"|"get_capture"} [body] Request body
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Request.
             * @memberof nanobias.v1
             * @interface IRequest
             * @augments nanobias.v1.Request.$Properties
             * @deprecated Use nanobias.v1.Request.$Properties instead.
             */

            /**
             * Narrowed shape of a Request.
             * @typedef {{
             *   request_id?: number;
             *   get_state?: nanobias.v1.GetState.$Shape|null;
             *   get_capabilities?: nanobias.v1.GetCapabilities.$Shape|null;
             *   stage_limits?: nanobias.v1.StageLimits.$Shape|null;
             *   commit_limits?: nanobias.v1.CommitLimits.$Shape|null;
             *   acquire_lease?: nanobias.v1.AcquireLease.$Shape|null;
             *   renew_lease?: nanobias.v1.RenewLease.$Shape|null;
             *   release_lease?: nanobias.v1.ReleaseLease.$Shape|null;
             *   arm?: nanobias.v1.Arm.$Shape|null;
             *   enable?: nanobias.v1.Enable.$Shape|null;
             *   set_bias?: nanobias.v1.SetBias.$Shape|null;
             *   upload_step?: nanobias.v1.UploadStep.$Shape|null;
             *   start_program?: nanobias.v1.StartProgram.$Shape|null;
             *   pause_program?: nanobias.v1.PauseProgram.$Shape|null;
             *   abort_program?: nanobias.v1.AbortProgram.$Shape|null;
             *   disable?: nanobias.v1.Disable.$Shape|null;
             *   acknowledge?: nanobias.v1.Acknowledge.$Shape|null;
             *   fault_inject?: nanobias.v1.FaultInject.$Shape|null;
             *   start_stream?: nanobias.v1.StartStream.$Shape|null;
             *   credit?: nanobias.v1.Credit.$Shape|null;
             *   stop_stream?: nanobias.v1.StopStream.$Shape|null;
             *   capture_arm?: nanobias.v1.CaptureArm.$Shape|null;
             *   read_capture?: nanobias.v1.ReadCapture.$Shape|null;
             *   mark?: nanobias.v1.Mark.$Shape|null;
             *   read_events?: nanobias.v1.ReadEvents.$Shape|null;
             *   read_freeze_frame?: nanobias.v1.ReadFreezeFrame.$Shape|null;
             *   set_current?: nanobias.v1.SetCurrent.$Shape|null;
             *   get_interlocks?: nanobias.v1.GetInterlocks.$Shape|null;
             *   run_self_test?: nanobias.v1.RunSelfTest.$Shape|null;
             *   get_capture?: nanobias.v1.GetCapture.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ body?: undefined; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_state"; get_state: nanobias.v1.GetState.$Shape; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_capabilities"; get_state?: null; get_capabilities: nanobias.v1.GetCapabilities.$Shape; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "stage_limits"; get_state?: null; get_capabilities?: null; stage_limits: nanobias.v1.StageLimits.$Shape; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "commit_limits"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits: nanobias.v1.CommitLimits.$Shape; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "acquire_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease: nanobias.v1.AcquireLease.$Shape; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "renew_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease: nanobias.v1.RenewLease.$Shape; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "release_lease"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease: nanobias.v1.ReleaseLease.$Shape; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "arm"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm: nanobias.v1.Arm.$Shape; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "enable"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable: nanobias.v1.Enable.$Shape; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "set_bias"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias: nanobias.v1.SetBias.$Shape; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "upload_step"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step: nanobias.v1.UploadStep.$Shape; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "start_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program: nanobias.v1.StartProgram.$Shape; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "pause_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program: nanobias.v1.PauseProgram.$Shape; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "abort_program"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program: nanobias.v1.AbortProgram.$Shape; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "disable"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable: nanobias.v1.Disable.$Shape; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "acknowledge"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge: nanobias.v1.Acknowledge.$Shape; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "fault_inject"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject: nanobias.v1.FaultInject.$Shape; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "start_stream"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream: nanobias.v1.StartStream.$Shape; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "credit"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit: nanobias.v1.Credit.$Shape; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "stop_stream"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream: nanobias.v1.StopStream.$Shape; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "capture_arm"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm: nanobias.v1.CaptureArm.$Shape; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_capture"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture: nanobias.v1.ReadCapture.$Shape; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "mark"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark: nanobias.v1.Mark.$Shape; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_events"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events: nanobias.v1.ReadEvents.$Shape; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "read_freeze_frame"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame: nanobias.v1.ReadFreezeFrame.$Shape; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "set_current"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current: nanobias.v1.SetCurrent.$Shape; get_interlocks?: null; run_self_test?: null; get_capture?: null }|{ body?: "get_interlocks"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks: nanobias.v1.GetInterlocks.$Shape; run_self_test?: null; get_capture?: null }|{ body?: "run_self_test"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test: nanobias.v1.RunSelfTest.$Shape; get_capture?: null }|{ body?: "get_capture"; get_state?: null; get_capabilities?: null; stage_limits?: null; commit_limits?: null; acquire_lease?: null; renew_lease?: null; release_lease?: null; arm?: null; enable?: null; set_bias?: null; upload_step?: null; start_program?: null; pause_program?: null; abort_program?: null; disable?: null; acknowledge?: null; fault_inject?: null; start_stream?: null; credit?: null; stop_stream?: null; capture_arm?: null; read_capture?: null; mark?: null; read_events?: null; read_freeze_frame?: null; set_current?: null; get_interlocks?: null; run_self_test?: null; get_capture: nanobias.v1.GetCapture.$Shape })
             * )} nanobias.v1.Request.$Shape
             */

            /**
             * Constructs a new Request.
             * @memberof nanobias.v1
             * @classdesc Represents a Request.
             * @constructor
             * @param {nanobias.v1.Request.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Request = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Request request_id.
             * @member {number} request_id
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.request_id = 0;

            /**
             * Request get_state.
             * @member {nanobias.v1.GetState|null} get_state
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.get_state = null;

            /**
             * Request get_capabilities.
             * @member {nanobias.v1.GetCapabilities|null} get_capabilities
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.get_capabilities = null;

            /**
             * Request stage_limits.
             * @member {nanobias.v1.StageLimits|null} stage_limits
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.stage_limits = null;

            /**
             * Request commit_limits.
             * @member {nanobias.v1.CommitLimits|null} commit_limits
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.commit_limits = null;

            /**
             * Request acquire_lease.
             * @member {nanobias.v1.AcquireLease|null} acquire_lease
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.acquire_lease = null;

            /**
             * Request renew_lease.
             * @member {nanobias.v1.RenewLease|null} renew_lease
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.renew_lease = null;

            /**
             * Request release_lease.
             * @member {nanobias.v1.ReleaseLease|null} release_lease
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.release_lease = null;

            /**
             * Request arm.
             * @member {nanobias.v1.Arm|null} arm
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.arm = null;

            /**
             * Request enable.
             * @member {nanobias.v1.Enable|null} enable
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.enable = null;

            /**
             * Request set_bias.
             * @member {nanobias.v1.SetBias|null} set_bias
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.set_bias = null;

            /**
             * Request upload_step.
             * @member {nanobias.v1.UploadStep|null} upload_step
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.upload_step = null;

            /**
             * Request start_program.
             * @member {nanobias.v1.StartProgram|null} start_program
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.start_program = null;

            /**
             * Request pause_program.
             * @member {nanobias.v1.PauseProgram|null} pause_program
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.pause_program = null;

            /**
             * Request abort_program.
             * @member {nanobias.v1.AbortProgram|null} abort_program
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.abort_program = null;

            /**
             * Request disable.
             * @member {nanobias.v1.Disable|null} disable
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.disable = null;

            /**
             * Request acknowledge.
             * @member {nanobias.v1.Acknowledge|null} acknowledge
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.acknowledge = null;

            /**
             * Request fault_inject.
             * @member {nanobias.v1.FaultInject|null} fault_inject
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.fault_inject = null;

            /**
             * Request start_stream.
             * @member {nanobias.v1.StartStream|null} start_stream
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.start_stream = null;

            /**
             * Request credit.
             * @member {nanobias.v1.Credit|null} credit
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.credit = null;

            /**
             * Request stop_stream.
             * @member {nanobias.v1.StopStream|null} stop_stream
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.stop_stream = null;

            /**
             * Request capture_arm.
             * @member {nanobias.v1.CaptureArm|null} capture_arm
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.capture_arm = null;

            /**
             * Request read_capture.
             * @member {nanobias.v1.ReadCapture|null} read_capture
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.read_capture = null;

            /**
             * Request mark.
             * @member {nanobias.v1.Mark|null} mark
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.mark = null;

            /**
             * Request read_events.
             * @member {nanobias.v1.ReadEvents|null} read_events
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.read_events = null;

            /**
             * Request read_freeze_frame.
             * @member {nanobias.v1.ReadFreezeFrame|null} read_freeze_frame
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.read_freeze_frame = null;

            /**
             * Request set_current.
             * @member {nanobias.v1.SetCurrent|null} set_current
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.set_current = null;

            /**
             * Request get_interlocks.
             * @member {nanobias.v1.GetInterlocks|null} get_interlocks
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.get_interlocks = null;

            /**
             * Request run_self_test.
             * @member {nanobias.v1.RunSelfTest|null} run_self_test
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.run_self_test = null;

            /**
             * Request get_capture.
             * @member {nanobias.v1.GetCapture|null} get_capture
             * @memberof nanobias.v1.Request
             * @instance
             */
            Request.prototype.get_capture = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Request body.
             * @member {"get_state"|"get_capabilities"|"stage_limits"|"commit_limits"|"acquire_lease"|"renew_lease"|"release_lease"|"arm"|"enable"|"set_bias"|"upload_step"|"start_program"|"pause_program"|"abort_program"|"disable"|"acknowledge"|"fault_inject"|"start_stream"|"credit"|"stop_stream"|"capture_arm"|"read_capture"|"mark"|"read_events"|"read_freeze_frame"|"set_current"|"get_interlocks"|"run_self_test"|"get_capture"|undefined} body
             * @memberof nanobias.v1.Request
             * @instance
             */
            $Object.defineProperty(Request.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["get_state", "get_capabilities", "stage_limits", "commit_limits", "acquire_lease", "renew_lease", "release_lease", "arm", "enable", "set_bias", "upload_step", "start_program", "pause_program", "abort_program", "disable", "acknowledge", "fault_inject", "start_stream", "credit", "stop_stream", "capture_arm", "read_capture", "mark", "read_events", "read_freeze_frame", "set_current", "get_interlocks", "run_self_test", "get_capture"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Request message. Does not implicitly {@link nanobias.v1.Request.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Request
             * @static
             * @param {nanobias.v1.Request.$Properties} message Request message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Request.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.request_id != null && $Object.hasOwnProperty.call(message, "request_id") && message.request_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.request_id);
                if (message.get_state != null && $Object.hasOwnProperty.call(message, "get_state"))
                    $root.nanobias.v1.GetState.encode(message.get_state, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.get_capabilities != null && $Object.hasOwnProperty.call(message, "get_capabilities"))
                    $root.nanobias.v1.GetCapabilities.encode(message.get_capabilities, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.stage_limits != null && $Object.hasOwnProperty.call(message, "stage_limits"))
                    $root.nanobias.v1.StageLimits.encode(message.stage_limits, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.commit_limits != null && $Object.hasOwnProperty.call(message, "commit_limits"))
                    $root.nanobias.v1.CommitLimits.encode(message.commit_limits, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.acquire_lease != null && $Object.hasOwnProperty.call(message, "acquire_lease"))
                    $root.nanobias.v1.AcquireLease.encode(message.acquire_lease, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.renew_lease != null && $Object.hasOwnProperty.call(message, "renew_lease"))
                    $root.nanobias.v1.RenewLease.encode(message.renew_lease, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.release_lease != null && $Object.hasOwnProperty.call(message, "release_lease"))
                    $root.nanobias.v1.ReleaseLease.encode(message.release_lease, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.arm != null && $Object.hasOwnProperty.call(message, "arm"))
                    $root.nanobias.v1.Arm.encode(message.arm, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                if (message.enable != null && $Object.hasOwnProperty.call(message, "enable"))
                    $root.nanobias.v1.Enable.encode(message.enable, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                if (message.set_bias != null && $Object.hasOwnProperty.call(message, "set_bias"))
                    $root.nanobias.v1.SetBias.encode(message.set_bias, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
                if (message.upload_step != null && $Object.hasOwnProperty.call(message, "upload_step"))
                    $root.nanobias.v1.UploadStep.encode(message.upload_step, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                if (message.start_program != null && $Object.hasOwnProperty.call(message, "start_program"))
                    $root.nanobias.v1.StartProgram.encode(message.start_program, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                if (message.pause_program != null && $Object.hasOwnProperty.call(message, "pause_program"))
                    $root.nanobias.v1.PauseProgram.encode(message.pause_program, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                if (message.abort_program != null && $Object.hasOwnProperty.call(message, "abort_program"))
                    $root.nanobias.v1.AbortProgram.encode(message.abort_program, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                if (message.disable != null && $Object.hasOwnProperty.call(message, "disable"))
                    $root.nanobias.v1.Disable.encode(message.disable, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                if (message.acknowledge != null && $Object.hasOwnProperty.call(message, "acknowledge"))
                    $root.nanobias.v1.Acknowledge.encode(message.acknowledge, writer.uint32(/* id 25, wireType 2 =*/202).fork(), _depth + 1).ldelim();
                if (message.fault_inject != null && $Object.hasOwnProperty.call(message, "fault_inject"))
                    $root.nanobias.v1.FaultInject.encode(message.fault_inject, writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
                if (message.start_stream != null && $Object.hasOwnProperty.call(message, "start_stream"))
                    $root.nanobias.v1.StartStream.encode(message.start_stream, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
                if (message.credit != null && $Object.hasOwnProperty.call(message, "credit"))
                    $root.nanobias.v1.Credit.encode(message.credit, writer.uint32(/* id 28, wireType 2 =*/226).fork(), _depth + 1).ldelim();
                if (message.stop_stream != null && $Object.hasOwnProperty.call(message, "stop_stream"))
                    $root.nanobias.v1.StopStream.encode(message.stop_stream, writer.uint32(/* id 29, wireType 2 =*/234).fork(), _depth + 1).ldelim();
                if (message.capture_arm != null && $Object.hasOwnProperty.call(message, "capture_arm"))
                    $root.nanobias.v1.CaptureArm.encode(message.capture_arm, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
                if (message.read_capture != null && $Object.hasOwnProperty.call(message, "read_capture"))
                    $root.nanobias.v1.ReadCapture.encode(message.read_capture, writer.uint32(/* id 31, wireType 2 =*/250).fork(), _depth + 1).ldelim();
                if (message.mark != null && $Object.hasOwnProperty.call(message, "mark"))
                    $root.nanobias.v1.Mark.encode(message.mark, writer.uint32(/* id 32, wireType 2 =*/258).fork(), _depth + 1).ldelim();
                if (message.read_events != null && $Object.hasOwnProperty.call(message, "read_events"))
                    $root.nanobias.v1.ReadEvents.encode(message.read_events, writer.uint32(/* id 33, wireType 2 =*/266).fork(), _depth + 1).ldelim();
                if (message.read_freeze_frame != null && $Object.hasOwnProperty.call(message, "read_freeze_frame"))
                    $root.nanobias.v1.ReadFreezeFrame.encode(message.read_freeze_frame, writer.uint32(/* id 34, wireType 2 =*/274).fork(), _depth + 1).ldelim();
                if (message.set_current != null && $Object.hasOwnProperty.call(message, "set_current"))
                    $root.nanobias.v1.SetCurrent.encode(message.set_current, writer.uint32(/* id 35, wireType 2 =*/282).fork(), _depth + 1).ldelim();
                if (message.get_interlocks != null && $Object.hasOwnProperty.call(message, "get_interlocks"))
                    $root.nanobias.v1.GetInterlocks.encode(message.get_interlocks, writer.uint32(/* id 36, wireType 2 =*/290).fork(), _depth + 1).ldelim();
                if (message.run_self_test != null && $Object.hasOwnProperty.call(message, "run_self_test"))
                    $root.nanobias.v1.RunSelfTest.encode(message.run_self_test, writer.uint32(/* id 37, wireType 2 =*/298).fork(), _depth + 1).ldelim();
                if (message.get_capture != null && $Object.hasOwnProperty.call(message, "get_capture"))
                    $root.nanobias.v1.GetCapture.encode(message.get_capture, writer.uint32(/* id 38, wireType 2 =*/306).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Request;
        })();

        v1.Reply = (function() {

            /**
             * Properties of a Reply.
             * @typedef {Object} nanobias.v1.Reply.$Properties
             * @property {number} [request_id] Reply request_id
             * @property {nanobias.v1.Status.$Properties} [status] Reply status
             * @property {number|Long} [device_time_us] Reply device_time_us
             * @property {nanobias.v1.Snapshot.$Properties|null} [snapshot] Reply snapshot
             * @property {nanobias.v1.Capabilities.$Properties|null} [capabilities] Reply capabilities
             * @property {nanobias.v1.LimitsEcho.$Properties|null} [limits_echo] Reply limits_echo
             * @property {nanobias.v1.LeaseGrant.$Properties|null} [lease_grant] Reply lease_grant
             * @property {nanobias.v1.ArmGrant.$Properties|null} [arm_grant] Reply arm_grant
             * @property {nanobias.v1.EnableResult.$Properties|null} [enable_result] Reply enable_result
             * @property {nanobias.v1.SetBiasResult.$Properties|null} [set_bias_result] Reply set_bias_result
             * @property {nanobias.v1.UploadResult.$Properties|null} [upload_result] Reply upload_result
             * @property {nanobias.v1.OffResult.$Properties|null} [off_result] Reply off_result
             * @property {nanobias.v1.StreamGrant.$Properties|null} [stream_grant] Reply stream_grant
             * @property {nanobias.v1.StreamEnd.$Properties|null} [stream_end] Reply stream_end
             * @property {nanobias.v1.CaptureStatus.$Properties|null} [capture_status] Reply capture_status
             * @property {nanobias.v1.CaptureChunk.$Properties|null} [capture_chunk] Reply capture_chunk
             * @property {nanobias.v1.MarkResult.$Properties|null} [mark_result] Reply mark_result
             * @property {nanobias.v1.EventPage.$Properties|null} [event_page] Reply event_page
             * @property {nanobias.v1.FreezeFrame.$Properties|null} [freeze_frame] Reply freeze_frame
             * @property {nanobias.v1.SetCurrentResult.$Properties|null} [set_current_result] Reply set_current_result
             * @property {nanobias.v1.InterlockPage.$Properties|null} [interlock_page] Reply interlock_page
             * @property {nanobias.v1.SelfTestResult.$Properties|null} [self_test_result] Reply self_test_result
             * @property {"snapshot"|"capabilities"|"limits_echo"|"lease_grant"|"arm_grant"|"enable_result"|"set_bias_result"|"upload_result"|"off_result"|"stream_grant"|"stream_end"|"capture_status"|"capture_chunk"|"mark_result"|"event_page"|"freeze_frame"|"set_current_result"|"interlock_page"|"self_test_result"} [body] Reply body
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Reply.
             * @memberof nanobias.v1
             * @interface IReply
             * @augments nanobias.v1.Reply.$Properties
             * @deprecated Use nanobias.v1.Reply.$Properties instead.
             */

            /**
             * Narrowed shape of a Reply.
             * @typedef {{
             *   request_id?: number;
             *   status?: nanobias.v1.Status.$Shape;
             *   device_time_us?: number|Long;
             *   snapshot?: nanobias.v1.Snapshot.$Shape|null;
             *   capabilities?: nanobias.v1.Capabilities.$Shape|null;
             *   limits_echo?: nanobias.v1.LimitsEcho.$Shape|null;
             *   lease_grant?: nanobias.v1.LeaseGrant.$Shape|null;
             *   arm_grant?: nanobias.v1.ArmGrant.$Shape|null;
             *   enable_result?: nanobias.v1.EnableResult.$Shape|null;
             *   set_bias_result?: nanobias.v1.SetBiasResult.$Shape|null;
             *   upload_result?: nanobias.v1.UploadResult.$Shape|null;
             *   off_result?: nanobias.v1.OffResult.$Shape|null;
             *   stream_grant?: nanobias.v1.StreamGrant.$Shape|null;
             *   stream_end?: nanobias.v1.StreamEnd.$Shape|null;
             *   capture_status?: nanobias.v1.CaptureStatus.$Shape|null;
             *   capture_chunk?: nanobias.v1.CaptureChunk.$Shape|null;
             *   mark_result?: nanobias.v1.MarkResult.$Shape|null;
             *   event_page?: nanobias.v1.EventPage.$Shape|null;
             *   freeze_frame?: nanobias.v1.FreezeFrame.$Shape|null;
             *   set_current_result?: nanobias.v1.SetCurrentResult.$Shape|null;
             *   interlock_page?: nanobias.v1.InterlockPage.$Shape|null;
             *   self_test_result?: nanobias.v1.SelfTestResult.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ body?: undefined; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "snapshot"; snapshot: nanobias.v1.Snapshot.$Shape; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capabilities"; snapshot?: null; capabilities: nanobias.v1.Capabilities.$Shape; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "limits_echo"; snapshot?: null; capabilities?: null; limits_echo: nanobias.v1.LimitsEcho.$Shape; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "lease_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant: nanobias.v1.LeaseGrant.$Shape; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "arm_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant: nanobias.v1.ArmGrant.$Shape; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "enable_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result: nanobias.v1.EnableResult.$Shape; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "set_bias_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result: nanobias.v1.SetBiasResult.$Shape; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "upload_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result: nanobias.v1.UploadResult.$Shape; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "off_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result: nanobias.v1.OffResult.$Shape; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "stream_grant"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant: nanobias.v1.StreamGrant.$Shape; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "stream_end"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end: nanobias.v1.StreamEnd.$Shape; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capture_status"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status: nanobias.v1.CaptureStatus.$Shape; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "capture_chunk"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk: nanobias.v1.CaptureChunk.$Shape; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "mark_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result: nanobias.v1.MarkResult.$Shape; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "event_page"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page: nanobias.v1.EventPage.$Shape; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "freeze_frame"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame: nanobias.v1.FreezeFrame.$Shape; set_current_result?: null; interlock_page?: null; self_test_result?: null }|{ body?: "set_current_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result: nanobias.v1.SetCurrentResult.$Shape; interlock_page?: null; self_test_result?: null }|{ body?: "interlock_page"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page: nanobias.v1.InterlockPage.$Shape; self_test_result?: null }|{ body?: "self_test_result"; snapshot?: null; capabilities?: null; limits_echo?: null; lease_grant?: null; arm_grant?: null; enable_result?: null; set_bias_result?: null; upload_result?: null; off_result?: null; stream_grant?: null; stream_end?: null; capture_status?: null; capture_chunk?: null; mark_result?: null; event_page?: null; freeze_frame?: null; set_current_result?: null; interlock_page?: null; self_test_result: nanobias.v1.SelfTestResult.$Shape })
             * )} nanobias.v1.Reply.$Shape
             */

            /**
             * Constructs a new Reply.
             * @memberof nanobias.v1
             * @classdesc Represents a Reply.
             * @constructor
             * @param {nanobias.v1.Reply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Reply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Reply request_id.
             * @member {number} request_id
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.request_id = 0;

            /**
             * Reply status.
             * @member {nanobias.v1.Status} status
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.status = null;

            /**
             * Reply device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Reply snapshot.
             * @member {nanobias.v1.Snapshot|null} snapshot
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.snapshot = null;

            /**
             * Reply capabilities.
             * @member {nanobias.v1.Capabilities|null} capabilities
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.capabilities = null;

            /**
             * Reply limits_echo.
             * @member {nanobias.v1.LimitsEcho|null} limits_echo
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.limits_echo = null;

            /**
             * Reply lease_grant.
             * @member {nanobias.v1.LeaseGrant|null} lease_grant
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.lease_grant = null;

            /**
             * Reply arm_grant.
             * @member {nanobias.v1.ArmGrant|null} arm_grant
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.arm_grant = null;

            /**
             * Reply enable_result.
             * @member {nanobias.v1.EnableResult|null} enable_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.enable_result = null;

            /**
             * Reply set_bias_result.
             * @member {nanobias.v1.SetBiasResult|null} set_bias_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.set_bias_result = null;

            /**
             * Reply upload_result.
             * @member {nanobias.v1.UploadResult|null} upload_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.upload_result = null;

            /**
             * Reply off_result.
             * @member {nanobias.v1.OffResult|null} off_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.off_result = null;

            /**
             * Reply stream_grant.
             * @member {nanobias.v1.StreamGrant|null} stream_grant
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.stream_grant = null;

            /**
             * Reply stream_end.
             * @member {nanobias.v1.StreamEnd|null} stream_end
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.stream_end = null;

            /**
             * Reply capture_status.
             * @member {nanobias.v1.CaptureStatus|null} capture_status
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.capture_status = null;

            /**
             * Reply capture_chunk.
             * @member {nanobias.v1.CaptureChunk|null} capture_chunk
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.capture_chunk = null;

            /**
             * Reply mark_result.
             * @member {nanobias.v1.MarkResult|null} mark_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.mark_result = null;

            /**
             * Reply event_page.
             * @member {nanobias.v1.EventPage|null} event_page
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.event_page = null;

            /**
             * Reply freeze_frame.
             * @member {nanobias.v1.FreezeFrame|null} freeze_frame
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.freeze_frame = null;

            /**
             * Reply set_current_result.
             * @member {nanobias.v1.SetCurrentResult|null} set_current_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.set_current_result = null;

            /**
             * Reply interlock_page.
             * @member {nanobias.v1.InterlockPage|null} interlock_page
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.interlock_page = null;

            /**
             * Reply self_test_result.
             * @member {nanobias.v1.SelfTestResult|null} self_test_result
             * @memberof nanobias.v1.Reply
             * @instance
             */
            Reply.prototype.self_test_result = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Reply body.
             * @member {"snapshot"|"capabilities"|"limits_echo"|"lease_grant"|"arm_grant"|"enable_result"|"set_bias_result"|"upload_result"|"off_result"|"stream_grant"|"stream_end"|"capture_status"|"capture_chunk"|"mark_result"|"event_page"|"freeze_frame"|"set_current_result"|"interlock_page"|"self_test_result"|undefined} body
             * @memberof nanobias.v1.Reply
             * @instance
             */
            $Object.defineProperty(Reply.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["snapshot", "capabilities", "limits_echo", "lease_grant", "arm_grant", "enable_result", "set_bias_result", "upload_result", "off_result", "stream_grant", "stream_end", "capture_status", "capture_chunk", "mark_result", "event_page", "freeze_frame", "set_current_result", "interlock_page", "self_test_result"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Reply message. Does not implicitly {@link nanobias.v1.Reply.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Reply
             * @static
             * @param {nanobias.v1.Reply.$Properties} message Reply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Reply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.request_id != null && $Object.hasOwnProperty.call(message, "request_id") && message.request_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.request_id);
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    $root.nanobias.v1.Status.encode(message.status, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.device_time_us);
                if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                    $root.nanobias.v1.Snapshot.encode(message.snapshot, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.capabilities != null && $Object.hasOwnProperty.call(message, "capabilities"))
                    $root.nanobias.v1.Capabilities.encode(message.capabilities, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.limits_echo != null && $Object.hasOwnProperty.call(message, "limits_echo"))
                    $root.nanobias.v1.LimitsEcho.encode(message.limits_echo, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.lease_grant != null && $Object.hasOwnProperty.call(message, "lease_grant"))
                    $root.nanobias.v1.LeaseGrant.encode(message.lease_grant, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.arm_grant != null && $Object.hasOwnProperty.call(message, "arm_grant"))
                    $root.nanobias.v1.ArmGrant.encode(message.arm_grant, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                if (message.enable_result != null && $Object.hasOwnProperty.call(message, "enable_result"))
                    $root.nanobias.v1.EnableResult.encode(message.enable_result, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                if (message.set_bias_result != null && $Object.hasOwnProperty.call(message, "set_bias_result"))
                    $root.nanobias.v1.SetBiasResult.encode(message.set_bias_result, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
                if (message.upload_result != null && $Object.hasOwnProperty.call(message, "upload_result"))
                    $root.nanobias.v1.UploadResult.encode(message.upload_result, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                if (message.off_result != null && $Object.hasOwnProperty.call(message, "off_result"))
                    $root.nanobias.v1.OffResult.encode(message.off_result, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                if (message.stream_grant != null && $Object.hasOwnProperty.call(message, "stream_grant"))
                    $root.nanobias.v1.StreamGrant.encode(message.stream_grant, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
                if (message.stream_end != null && $Object.hasOwnProperty.call(message, "stream_end"))
                    $root.nanobias.v1.StreamEnd.encode(message.stream_end, writer.uint32(/* id 29, wireType 2 =*/234).fork(), _depth + 1).ldelim();
                if (message.capture_status != null && $Object.hasOwnProperty.call(message, "capture_status"))
                    $root.nanobias.v1.CaptureStatus.encode(message.capture_status, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
                if (message.capture_chunk != null && $Object.hasOwnProperty.call(message, "capture_chunk"))
                    $root.nanobias.v1.CaptureChunk.encode(message.capture_chunk, writer.uint32(/* id 31, wireType 2 =*/250).fork(), _depth + 1).ldelim();
                if (message.mark_result != null && $Object.hasOwnProperty.call(message, "mark_result"))
                    $root.nanobias.v1.MarkResult.encode(message.mark_result, writer.uint32(/* id 32, wireType 2 =*/258).fork(), _depth + 1).ldelim();
                if (message.event_page != null && $Object.hasOwnProperty.call(message, "event_page"))
                    $root.nanobias.v1.EventPage.encode(message.event_page, writer.uint32(/* id 33, wireType 2 =*/266).fork(), _depth + 1).ldelim();
                if (message.freeze_frame != null && $Object.hasOwnProperty.call(message, "freeze_frame"))
                    $root.nanobias.v1.FreezeFrame.encode(message.freeze_frame, writer.uint32(/* id 34, wireType 2 =*/274).fork(), _depth + 1).ldelim();
                if (message.set_current_result != null && $Object.hasOwnProperty.call(message, "set_current_result"))
                    $root.nanobias.v1.SetCurrentResult.encode(message.set_current_result, writer.uint32(/* id 35, wireType 2 =*/282).fork(), _depth + 1).ldelim();
                if (message.interlock_page != null && $Object.hasOwnProperty.call(message, "interlock_page"))
                    $root.nanobias.v1.InterlockPage.encode(message.interlock_page, writer.uint32(/* id 36, wireType 2 =*/290).fork(), _depth + 1).ldelim();
                if (message.self_test_result != null && $Object.hasOwnProperty.call(message, "self_test_result"))
                    $root.nanobias.v1.SelfTestResult.encode(message.self_test_result, writer.uint32(/* id 37, wireType 2 =*/298).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Reply;
        })();

        /**
         * LnmoOn enum.
         * @name nanobias.v1.LnmoOn
         * @enum {number}
         * @property {number} LNMO_ON_UNSPECIFIED=0 LNMO_ON_UNSPECIFIED value
         * @property {number} LNMO_ON_PROBE=1 LNMO_ON_PROBE value
         * @property {number} LNMO_ON_SAMPLE=2 LNMO_ON_SAMPLE value
         */
        v1.LnmoOn = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LNMO_ON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LNMO_ON_PROBE"] = 1;
            values[valuesById[2] = "LNMO_ON_SAMPLE"] = 2;
            return values;
        })();

        v1.Limits = (function() {

            /**
             * Properties of a Limits.
             * @typedef {Object} nanobias.v1.Limits.$Properties
             * @property {number|null} [bias_uV_min] Limits bias_uV_min
             * @property {number|null} [bias_uV_max] Limits bias_uV_max
             * @property {number|null} [slew_nV_per_s_max] Limits slew_nV_per_s_max
             * @property {number|Long|null} [current_fA_max] Limits current_fA_max
             * @property {number|Long|null} [excess_charge_fC_max] Limits excess_charge_fC_max
             * @property {number|null} [lipon_thickness_nm] Limits lipon_thickness_nm
             * @property {number|null} [field_V_per_cm_max] Limits field_V_per_cm_max
             * @property {boolean} [is_field_override] Limits is_field_override
             * @property {number|null} [declared_damage_ppt] Limits declared_damage_ppt
             * @property {number|null} [anode_uV_vs_li] Limits anode_uV_vs_li
             * @property {boolean} [is_formed] Limits is_formed
             * @property {nanobias.v1.LnmoOn} [lnmo_on] Limits lnmo_on
             * @property {number|null} [over_voltage_margin_uV] Limits over_voltage_margin_uV
             * @property {number|null} [hot_connect_uV_max] Limits hot_connect_uV_max
             * @property {number|null} [lnmo_thickness_nm] Limits lnmo_thickness_nm
             * @property {number|Long|null} [area_nm2] Limits area_nm2
             * @property {number|Long|null} [sustained_current_fA_max] Limits sustained_current_fA_max
             * @property {number|Long|null} [short_current_fA_max] Limits short_current_fA_max
             * @property {number|Long|null} [precursor_current_fA_max] Limits precursor_current_fA_max
             * @property {boolean|null} [is_precursor_trip] Limits is_precursor_trip
             * @property {number|null} [specific_charge_mAh_per_g_max] Limits specific_charge_mAh_per_g_max
             * @property {number|null} [cutoff_uV_min] Limits cutoff_uV_min
             * @property {number|null} [temperature_mdegC_min] Limits temperature_mdegC_min
             * @property {number|null} [temperature_mdegC_max] Limits temperature_mdegC_max
             * @property {boolean|null} [is_probe_motion_trip] Limits is_probe_motion_trip
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Limits.
             * @memberof nanobias.v1
             * @interface ILimits
             * @augments nanobias.v1.Limits.$Properties
             * @deprecated Use nanobias.v1.Limits.$Properties instead.
             */

            /**
             * Shape of a Limits.
             * @typedef {nanobias.v1.Limits.$Properties} nanobias.v1.Limits.$Shape
             */

            /**
             * Constructs a new Limits.
             * @memberof nanobias.v1
             * @classdesc Represents a Limits.
             * @constructor
             * @param {nanobias.v1.Limits.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Limits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Limits bias_uV_min.
             * @member {number|null} bias_uV_min
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.bias_uV_min = null;

            /**
             * Limits bias_uV_max.
             * @member {number|null} bias_uV_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.bias_uV_max = null;

            /**
             * Limits slew_nV_per_s_max.
             * @member {number|null} slew_nV_per_s_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.slew_nV_per_s_max = null;

            /**
             * Limits current_fA_max.
             * @member {number|Long|null} current_fA_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.current_fA_max = null;

            /**
             * Limits excess_charge_fC_max.
             * @member {number|Long|null} excess_charge_fC_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.excess_charge_fC_max = null;

            /**
             * Limits lipon_thickness_nm.
             * @member {number|null} lipon_thickness_nm
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.lipon_thickness_nm = null;

            /**
             * Limits field_V_per_cm_max.
             * @member {number|null} field_V_per_cm_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.field_V_per_cm_max = null;

            /**
             * Limits is_field_override.
             * @member {boolean} is_field_override
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.is_field_override = false;

            /**
             * Limits declared_damage_ppt.
             * @member {number|null} declared_damage_ppt
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.declared_damage_ppt = null;

            /**
             * Limits anode_uV_vs_li.
             * @member {number|null} anode_uV_vs_li
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.anode_uV_vs_li = null;

            /**
             * Limits is_formed.
             * @member {boolean} is_formed
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.is_formed = false;

            /**
             * Limits lnmo_on.
             * @member {nanobias.v1.LnmoOn} lnmo_on
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.lnmo_on = 0;

            /**
             * Limits over_voltage_margin_uV.
             * @member {number|null} over_voltage_margin_uV
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.over_voltage_margin_uV = null;

            /**
             * Limits hot_connect_uV_max.
             * @member {number|null} hot_connect_uV_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.hot_connect_uV_max = null;

            /**
             * Limits lnmo_thickness_nm.
             * @member {number|null} lnmo_thickness_nm
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.lnmo_thickness_nm = null;

            /**
             * Limits area_nm2.
             * @member {number|Long|null} area_nm2
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.area_nm2 = null;

            /**
             * Limits sustained_current_fA_max.
             * @member {number|Long|null} sustained_current_fA_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.sustained_current_fA_max = null;

            /**
             * Limits short_current_fA_max.
             * @member {number|Long|null} short_current_fA_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.short_current_fA_max = null;

            /**
             * Limits precursor_current_fA_max.
             * @member {number|Long|null} precursor_current_fA_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.precursor_current_fA_max = null;

            /**
             * Limits is_precursor_trip.
             * @member {boolean|null} is_precursor_trip
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.is_precursor_trip = null;

            /**
             * Limits specific_charge_mAh_per_g_max.
             * @member {number|null} specific_charge_mAh_per_g_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.specific_charge_mAh_per_g_max = null;

            /**
             * Limits cutoff_uV_min.
             * @member {number|null} cutoff_uV_min
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.cutoff_uV_min = null;

            /**
             * Limits temperature_mdegC_min.
             * @member {number|null} temperature_mdegC_min
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.temperature_mdegC_min = null;

            /**
             * Limits temperature_mdegC_max.
             * @member {number|null} temperature_mdegC_max
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.temperature_mdegC_max = null;

            /**
             * Limits is_probe_motion_trip.
             * @member {boolean|null} is_probe_motion_trip
             * @memberof nanobias.v1.Limits
             * @instance
             */
            Limits.prototype.is_probe_motion_trip = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_bias_uV_min", {
                get: $util.oneOfGetter($oneOfFields = ["bias_uV_min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_bias_uV_max", {
                get: $util.oneOfGetter($oneOfFields = ["bias_uV_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_slew_nV_per_s_max", {
                get: $util.oneOfGetter($oneOfFields = ["slew_nV_per_s_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_current_fA_max", {
                get: $util.oneOfGetter($oneOfFields = ["current_fA_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_excess_charge_fC_max", {
                get: $util.oneOfGetter($oneOfFields = ["excess_charge_fC_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_lipon_thickness_nm", {
                get: $util.oneOfGetter($oneOfFields = ["lipon_thickness_nm"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_field_V_per_cm_max", {
                get: $util.oneOfGetter($oneOfFields = ["field_V_per_cm_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_declared_damage_ppt", {
                get: $util.oneOfGetter($oneOfFields = ["declared_damage_ppt"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_anode_uV_vs_li", {
                get: $util.oneOfGetter($oneOfFields = ["anode_uV_vs_li"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_over_voltage_margin_uV", {
                get: $util.oneOfGetter($oneOfFields = ["over_voltage_margin_uV"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_hot_connect_uV_max", {
                get: $util.oneOfGetter($oneOfFields = ["hot_connect_uV_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_lnmo_thickness_nm", {
                get: $util.oneOfGetter($oneOfFields = ["lnmo_thickness_nm"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_area_nm2", {
                get: $util.oneOfGetter($oneOfFields = ["area_nm2"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_sustained_current_fA_max", {
                get: $util.oneOfGetter($oneOfFields = ["sustained_current_fA_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_short_current_fA_max", {
                get: $util.oneOfGetter($oneOfFields = ["short_current_fA_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_precursor_current_fA_max", {
                get: $util.oneOfGetter($oneOfFields = ["precursor_current_fA_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_is_precursor_trip", {
                get: $util.oneOfGetter($oneOfFields = ["is_precursor_trip"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_specific_charge_mAh_per_g_max", {
                get: $util.oneOfGetter($oneOfFields = ["specific_charge_mAh_per_g_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_cutoff_uV_min", {
                get: $util.oneOfGetter($oneOfFields = ["cutoff_uV_min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_temperature_mdegC_min", {
                get: $util.oneOfGetter($oneOfFields = ["temperature_mdegC_min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_temperature_mdegC_max", {
                get: $util.oneOfGetter($oneOfFields = ["temperature_mdegC_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Limits.prototype, "_is_probe_motion_trip", {
                get: $util.oneOfGetter($oneOfFields = ["is_probe_motion_trip"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Limits message. Does not implicitly {@link nanobias.v1.Limits.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Limits
             * @static
             * @param {nanobias.v1.Limits.$Properties} message Limits message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Limits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bias_uV_min != null && $Object.hasOwnProperty.call(message, "bias_uV_min"))
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.bias_uV_min);
                if (message.bias_uV_max != null && $Object.hasOwnProperty.call(message, "bias_uV_max"))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.bias_uV_max);
                if (message.slew_nV_per_s_max != null && $Object.hasOwnProperty.call(message, "slew_nV_per_s_max"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.slew_nV_per_s_max);
                if (message.current_fA_max != null && $Object.hasOwnProperty.call(message, "current_fA_max"))
                    writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.current_fA_max);
                if (message.excess_charge_fC_max != null && $Object.hasOwnProperty.call(message, "excess_charge_fC_max"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.excess_charge_fC_max);
                if (message.lipon_thickness_nm != null && $Object.hasOwnProperty.call(message, "lipon_thickness_nm"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.lipon_thickness_nm);
                if (message.field_V_per_cm_max != null && $Object.hasOwnProperty.call(message, "field_V_per_cm_max"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.field_V_per_cm_max);
                if (message.is_field_override != null && $Object.hasOwnProperty.call(message, "is_field_override") && message.is_field_override !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.is_field_override);
                if (message.declared_damage_ppt != null && $Object.hasOwnProperty.call(message, "declared_damage_ppt"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.declared_damage_ppt);
                if (message.anode_uV_vs_li != null && $Object.hasOwnProperty.call(message, "anode_uV_vs_li"))
                    writer.uint32(/* id 10, wireType 0 =*/80).sint32(message.anode_uV_vs_li);
                if (message.is_formed != null && $Object.hasOwnProperty.call(message, "is_formed") && message.is_formed !== false)
                    writer.uint32(/* id 11, wireType 0 =*/88).bool(message.is_formed);
                if (message.lnmo_on != null && $Object.hasOwnProperty.call(message, "lnmo_on") && message.lnmo_on !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).int32(message.lnmo_on);
                if (message.over_voltage_margin_uV != null && $Object.hasOwnProperty.call(message, "over_voltage_margin_uV"))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.over_voltage_margin_uV);
                if (message.hot_connect_uV_max != null && $Object.hasOwnProperty.call(message, "hot_connect_uV_max"))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.hot_connect_uV_max);
                if (message.lnmo_thickness_nm != null && $Object.hasOwnProperty.call(message, "lnmo_thickness_nm"))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.lnmo_thickness_nm);
                if (message.area_nm2 != null && $Object.hasOwnProperty.call(message, "area_nm2"))
                    writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.area_nm2);
                if (message.sustained_current_fA_max != null && $Object.hasOwnProperty.call(message, "sustained_current_fA_max"))
                    writer.uint32(/* id 17, wireType 0 =*/136).sint64(message.sustained_current_fA_max);
                if (message.short_current_fA_max != null && $Object.hasOwnProperty.call(message, "short_current_fA_max"))
                    writer.uint32(/* id 18, wireType 0 =*/144).sint64(message.short_current_fA_max);
                if (message.precursor_current_fA_max != null && $Object.hasOwnProperty.call(message, "precursor_current_fA_max"))
                    writer.uint32(/* id 19, wireType 0 =*/152).sint64(message.precursor_current_fA_max);
                if (message.is_precursor_trip != null && $Object.hasOwnProperty.call(message, "is_precursor_trip"))
                    writer.uint32(/* id 20, wireType 0 =*/160).bool(message.is_precursor_trip);
                if (message.specific_charge_mAh_per_g_max != null && $Object.hasOwnProperty.call(message, "specific_charge_mAh_per_g_max"))
                    writer.uint32(/* id 21, wireType 0 =*/168).uint32(message.specific_charge_mAh_per_g_max);
                if (message.cutoff_uV_min != null && $Object.hasOwnProperty.call(message, "cutoff_uV_min"))
                    writer.uint32(/* id 22, wireType 0 =*/176).sint32(message.cutoff_uV_min);
                if (message.temperature_mdegC_min != null && $Object.hasOwnProperty.call(message, "temperature_mdegC_min"))
                    writer.uint32(/* id 23, wireType 0 =*/184).sint32(message.temperature_mdegC_min);
                if (message.temperature_mdegC_max != null && $Object.hasOwnProperty.call(message, "temperature_mdegC_max"))
                    writer.uint32(/* id 24, wireType 0 =*/192).sint32(message.temperature_mdegC_max);
                if (message.is_probe_motion_trip != null && $Object.hasOwnProperty.call(message, "is_probe_motion_trip"))
                    writer.uint32(/* id 25, wireType 0 =*/200).bool(message.is_probe_motion_trip);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Limits;
        })();

        v1.StageLimits = (function() {

            /**
             * Properties of a StageLimits.
             * @typedef {Object} nanobias.v1.StageLimits.$Properties
             * @property {nanobias.v1.Limits.$Properties} [limits] StageLimits limits
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StageLimits.
             * @memberof nanobias.v1
             * @interface IStageLimits
             * @augments nanobias.v1.StageLimits.$Properties
             * @deprecated Use nanobias.v1.StageLimits.$Properties instead.
             */

            /**
             * Shape of a StageLimits.
             * @typedef {nanobias.v1.StageLimits.$Properties} nanobias.v1.StageLimits.$Shape
             */

            /**
             * Constructs a new StageLimits.
             * @memberof nanobias.v1
             * @classdesc Represents a StageLimits.
             * @constructor
             * @param {nanobias.v1.StageLimits.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StageLimits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StageLimits limits.
             * @member {nanobias.v1.Limits} limits
             * @memberof nanobias.v1.StageLimits
             * @instance
             */
            StageLimits.prototype.limits = null;

            /**
             * Encodes the specified StageLimits message. Does not implicitly {@link nanobias.v1.StageLimits.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StageLimits
             * @static
             * @param {nanobias.v1.StageLimits.$Properties} message StageLimits message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StageLimits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    $root.nanobias.v1.Limits.encode(message.limits, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StageLimits;
        })();

        v1.LimitsEcho = (function() {

            /**
             * Properties of a LimitsEcho.
             * @typedef {Object} nanobias.v1.LimitsEcho.$Properties
             * @property {nanobias.v1.Limits.$Properties} [limits] LimitsEcho limits
             * @property {number} [digest] LimitsEcho digest
             * @property {number} [effective_bias_uV_min] LimitsEcho effective_bias_uV_min
             * @property {number} [effective_bias_uV_max] LimitsEcho effective_bias_uV_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LimitsEcho.
             * @memberof nanobias.v1
             * @interface ILimitsEcho
             * @augments nanobias.v1.LimitsEcho.$Properties
             * @deprecated Use nanobias.v1.LimitsEcho.$Properties instead.
             */

            /**
             * Shape of a LimitsEcho.
             * @typedef {nanobias.v1.LimitsEcho.$Properties} nanobias.v1.LimitsEcho.$Shape
             */

            /**
             * Constructs a new LimitsEcho.
             * @memberof nanobias.v1
             * @classdesc Represents a LimitsEcho.
             * @constructor
             * @param {nanobias.v1.LimitsEcho.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LimitsEcho = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LimitsEcho limits.
             * @member {nanobias.v1.Limits} limits
             * @memberof nanobias.v1.LimitsEcho
             * @instance
             */
            LimitsEcho.prototype.limits = null;

            /**
             * LimitsEcho digest.
             * @member {number} digest
             * @memberof nanobias.v1.LimitsEcho
             * @instance
             */
            LimitsEcho.prototype.digest = 0;

            /**
             * LimitsEcho effective_bias_uV_min.
             * @member {number} effective_bias_uV_min
             * @memberof nanobias.v1.LimitsEcho
             * @instance
             */
            LimitsEcho.prototype.effective_bias_uV_min = 0;

            /**
             * LimitsEcho effective_bias_uV_max.
             * @member {number} effective_bias_uV_max
             * @memberof nanobias.v1.LimitsEcho
             * @instance
             */
            LimitsEcho.prototype.effective_bias_uV_max = 0;

            /**
             * Encodes the specified LimitsEcho message. Does not implicitly {@link nanobias.v1.LimitsEcho.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.LimitsEcho
             * @static
             * @param {nanobias.v1.LimitsEcho.$Properties} message LimitsEcho message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LimitsEcho.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    $root.nanobias.v1.Limits.encode(message.limits, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== 0)
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.digest);
                if (message.effective_bias_uV_min != null && $Object.hasOwnProperty.call(message, "effective_bias_uV_min") && message.effective_bias_uV_min !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.effective_bias_uV_min);
                if (message.effective_bias_uV_max != null && $Object.hasOwnProperty.call(message, "effective_bias_uV_max") && message.effective_bias_uV_max !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.effective_bias_uV_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return LimitsEcho;
        })();

        v1.CommitLimits = (function() {

            /**
             * Properties of a CommitLimits.
             * @typedef {Object} nanobias.v1.CommitLimits.$Properties
             * @property {number} [digest] CommitLimits digest
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CommitLimits.
             * @memberof nanobias.v1
             * @interface ICommitLimits
             * @augments nanobias.v1.CommitLimits.$Properties
             * @deprecated Use nanobias.v1.CommitLimits.$Properties instead.
             */

            /**
             * Shape of a CommitLimits.
             * @typedef {nanobias.v1.CommitLimits.$Properties} nanobias.v1.CommitLimits.$Shape
             */

            /**
             * Constructs a new CommitLimits.
             * @memberof nanobias.v1
             * @classdesc Represents a CommitLimits.
             * @constructor
             * @param {nanobias.v1.CommitLimits.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CommitLimits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CommitLimits digest.
             * @member {number} digest
             * @memberof nanobias.v1.CommitLimits
             * @instance
             */
            CommitLimits.prototype.digest = 0;

            /**
             * Encodes the specified CommitLimits message. Does not implicitly {@link nanobias.v1.CommitLimits.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.CommitLimits
             * @static
             * @param {nanobias.v1.CommitLimits.$Properties} message CommitLimits message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CommitLimits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.digest);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CommitLimits;
        })();

        /**
         * EventKind enum.
         * @name nanobias.v1.EventKind
         * @enum {number}
         * @property {number} EVENT_KIND_UNSPECIFIED=0 EVENT_KIND_UNSPECIFIED value
         * @property {number} EVENT_KIND_STATE_CHANGED=1 EVENT_KIND_STATE_CHANGED value
         * @property {number} EVENT_KIND_TRIPPED=2 EVENT_KIND_TRIPPED value
         * @property {number} EVENT_KIND_OUTPUT_OPENED=3 EVENT_KIND_OUTPUT_OPENED value
         * @property {number} EVENT_KIND_OUTPUT_CLOSED=4 EVENT_KIND_OUTPUT_CLOSED value
         * @property {number} EVENT_KIND_LEASE_CHANGED=5 EVENT_KIND_LEASE_CHANGED value
         * @property {number} EVENT_KIND_STEP_STARTED=6 EVENT_KIND_STEP_STARTED value
         * @property {number} EVENT_KIND_STEP_ENDED=7 EVENT_KIND_STEP_ENDED value
         * @property {number} EVENT_KIND_PROGRAM_ENDED=8 EVENT_KIND_PROGRAM_ENDED value
         * @property {number} EVENT_KIND_RANGE_CHANGED=9 EVENT_KIND_RANGE_CHANGED value
         * @property {number} EVENT_KIND_WARNING=10 EVENT_KIND_WARNING value
         * @property {number} EVENT_KIND_REFUSED=11 EVENT_KIND_REFUSED value
         * @property {number} EVENT_KIND_MARK=12 EVENT_KIND_MARK value
         * @property {number} EVENT_KIND_LINK_ERROR=13 EVENT_KIND_LINK_ERROR value
         * @property {number} EVENT_KIND_COMPLIANCE=14 EVENT_KIND_COMPLIANCE value
         * @property {number} EVENT_KIND_CAPTURED=15 EVENT_KIND_CAPTURED value
         */
        v1.EventKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "EVENT_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "EVENT_KIND_STATE_CHANGED"] = 1;
            values[valuesById[2] = "EVENT_KIND_TRIPPED"] = 2;
            values[valuesById[3] = "EVENT_KIND_OUTPUT_OPENED"] = 3;
            values[valuesById[4] = "EVENT_KIND_OUTPUT_CLOSED"] = 4;
            values[valuesById[5] = "EVENT_KIND_LEASE_CHANGED"] = 5;
            values[valuesById[6] = "EVENT_KIND_STEP_STARTED"] = 6;
            values[valuesById[7] = "EVENT_KIND_STEP_ENDED"] = 7;
            values[valuesById[8] = "EVENT_KIND_PROGRAM_ENDED"] = 8;
            values[valuesById[9] = "EVENT_KIND_RANGE_CHANGED"] = 9;
            values[valuesById[10] = "EVENT_KIND_WARNING"] = 10;
            values[valuesById[11] = "EVENT_KIND_REFUSED"] = 11;
            values[valuesById[12] = "EVENT_KIND_MARK"] = 12;
            values[valuesById[13] = "EVENT_KIND_LINK_ERROR"] = 13;
            values[valuesById[14] = "EVENT_KIND_COMPLIANCE"] = 14;
            values[valuesById[15] = "EVENT_KIND_CAPTURED"] = 15;
            return values;
        })();

        /**
         * StepEnd enum.
         * @name nanobias.v1.StepEnd
         * @enum {number}
         * @property {number} STEP_END_UNSPECIFIED=0 STEP_END_UNSPECIFIED value
         * @property {number} STEP_END_DURATION=1 STEP_END_DURATION value
         * @property {number} STEP_END_ARRIVAL=2 STEP_END_ARRIVAL value
         * @property {number} STEP_END_BIAS=3 STEP_END_BIAS value
         * @property {number} STEP_END_CURRENT=4 STEP_END_CURRENT value
         * @property {number} STEP_END_CHARGE=5 STEP_END_CHARGE value
         */
        v1.StepEnd = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STEP_END_UNSPECIFIED"] = 0;
            values[valuesById[1] = "STEP_END_DURATION"] = 1;
            values[valuesById[2] = "STEP_END_ARRIVAL"] = 2;
            values[valuesById[3] = "STEP_END_BIAS"] = 3;
            values[valuesById[4] = "STEP_END_CURRENT"] = 4;
            values[valuesById[5] = "STEP_END_CHARGE"] = 5;
            return values;
        })();

        v1.Event = (function() {

            /**
             * Properties of an Event.
             * @typedef {Object} nanobias.v1.Event.$Properties
             * @property {number} [event_seq] Event event_seq
             * @property {number|Long} [device_time_us] Event device_time_us
             * @property {nanobias.v1.EventKind} [kind] Event kind
             * @property {nanobias.v1.Mode} [mode] Event mode
             * @property {number} [output_epoch] Event output_epoch
             * @property {nanobias.v1.Cause} [cause] Event cause
             * @property {number|Long|null} [value] Event value
             * @property {number|Long|null} [limit] Event limit
             * @property {number} [step_index] Event step_index
             * @property {boolean} [is_switch_closed] Event is_switch_closed
             * @property {number|Long|null} [current_fA] Event current_fA
             * @property {number} [bias_uV] Event bias_uV
             * @property {nanobias.v1.StatusCode} [refusal] Event refusal
             * @property {string} [label] Event label
             * @property {nanobias.v1.Activity} [activity] Event activity
             * @property {nanobias.v1.StepEnd} [step_end] Event step_end
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Event.
             * @memberof nanobias.v1
             * @interface IEvent
             * @augments nanobias.v1.Event.$Properties
             * @deprecated Use nanobias.v1.Event.$Properties instead.
             */

            /**
             * Shape of an Event.
             * @typedef {nanobias.v1.Event.$Properties} nanobias.v1.Event.$Shape
             */

            /**
             * Constructs a new Event.
             * @memberof nanobias.v1
             * @classdesc Represents an Event.
             * @constructor
             * @param {nanobias.v1.Event.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Event = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Event event_seq.
             * @member {number} event_seq
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.event_seq = 0;

            /**
             * Event device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event kind.
             * @member {nanobias.v1.EventKind} kind
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.kind = 0;

            /**
             * Event mode.
             * @member {nanobias.v1.Mode} mode
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.mode = 0;

            /**
             * Event output_epoch.
             * @member {number} output_epoch
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.output_epoch = 0;

            /**
             * Event cause.
             * @member {nanobias.v1.Cause} cause
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.cause = 0;

            /**
             * Event value.
             * @member {number|Long|null} value
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.value = null;

            /**
             * Event limit.
             * @member {number|Long|null} limit
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.limit = null;

            /**
             * Event step_index.
             * @member {number} step_index
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.step_index = 0;

            /**
             * Event is_switch_closed.
             * @member {boolean} is_switch_closed
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.is_switch_closed = false;

            /**
             * Event current_fA.
             * @member {number|Long|null} current_fA
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.current_fA = null;

            /**
             * Event bias_uV.
             * @member {number} bias_uV
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.bias_uV = 0;

            /**
             * Event refusal.
             * @member {nanobias.v1.StatusCode} refusal
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.refusal = 0;

            /**
             * Event label.
             * @member {string} label
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.label = "";

            /**
             * Event activity.
             * @member {nanobias.v1.Activity} activity
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.activity = 0;

            /**
             * Event step_end.
             * @member {nanobias.v1.StepEnd} step_end
             * @memberof nanobias.v1.Event
             * @instance
             */
            Event.prototype.step_end = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Event.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Event.prototype, "_limit", {
                get: $util.oneOfGetter($oneOfFields = ["limit"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Event.prototype, "_current_fA", {
                get: $util.oneOfGetter($oneOfFields = ["current_fA"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Event message. Does not implicitly {@link nanobias.v1.Event.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Event
             * @static
             * @param {nanobias.v1.Event.$Properties} message Event message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Event.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.event_seq != null && $Object.hasOwnProperty.call(message, "event_seq") && message.event_seq !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.event_seq);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.device_time_us);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.mode);
                if (message.output_epoch != null && $Object.hasOwnProperty.call(message, "output_epoch") && message.output_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.output_epoch);
                if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.cause);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 7, wireType 0 =*/56).sint64(message.value);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                    writer.uint32(/* id 8, wireType 0 =*/64).sint64(message.limit);
                if (message.step_index != null && $Object.hasOwnProperty.call(message, "step_index") && message.step_index !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.step_index);
                if (message.is_switch_closed != null && $Object.hasOwnProperty.call(message, "is_switch_closed") && message.is_switch_closed !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.is_switch_closed);
                if (message.current_fA != null && $Object.hasOwnProperty.call(message, "current_fA"))
                    writer.uint32(/* id 11, wireType 0 =*/88).sint64(message.current_fA);
                if (message.bias_uV != null && $Object.hasOwnProperty.call(message, "bias_uV") && message.bias_uV !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).sint32(message.bias_uV);
                if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).int32(message.refusal);
                if (message.label != null && $Object.hasOwnProperty.call(message, "label") && message.label !== "")
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.label);
                if (message.activity != null && $Object.hasOwnProperty.call(message, "activity") && message.activity !== 0)
                    writer.uint32(/* id 15, wireType 0 =*/120).int32(message.activity);
                if (message.step_end != null && $Object.hasOwnProperty.call(message, "step_end") && message.step_end !== 0)
                    writer.uint32(/* id 16, wireType 0 =*/128).int32(message.step_end);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Event;
        })();

        v1.ReadEvents = (function() {

            /**
             * Properties of a ReadEvents.
             * @typedef {Object} nanobias.v1.ReadEvents.$Properties
             * @property {number} [from_seq] ReadEvents from_seq
             * @property {number} [count_max] ReadEvents count_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReadEvents.
             * @memberof nanobias.v1
             * @interface IReadEvents
             * @augments nanobias.v1.ReadEvents.$Properties
             * @deprecated Use nanobias.v1.ReadEvents.$Properties instead.
             */

            /**
             * Shape of a ReadEvents.
             * @typedef {nanobias.v1.ReadEvents.$Properties} nanobias.v1.ReadEvents.$Shape
             */

            /**
             * Constructs a new ReadEvents.
             * @memberof nanobias.v1
             * @classdesc Represents a ReadEvents.
             * @constructor
             * @param {nanobias.v1.ReadEvents.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReadEvents = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReadEvents from_seq.
             * @member {number} from_seq
             * @memberof nanobias.v1.ReadEvents
             * @instance
             */
            ReadEvents.prototype.from_seq = 0;

            /**
             * ReadEvents count_max.
             * @member {number} count_max
             * @memberof nanobias.v1.ReadEvents
             * @instance
             */
            ReadEvents.prototype.count_max = 0;

            /**
             * Encodes the specified ReadEvents message. Does not implicitly {@link nanobias.v1.ReadEvents.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ReadEvents
             * @static
             * @param {nanobias.v1.ReadEvents.$Properties} message ReadEvents message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReadEvents.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.from_seq != null && $Object.hasOwnProperty.call(message, "from_seq") && message.from_seq !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.from_seq);
                if (message.count_max != null && $Object.hasOwnProperty.call(message, "count_max") && message.count_max !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.count_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ReadEvents;
        })();

        v1.EventPage = (function() {

            /**
             * Properties of an EventPage.
             * @typedef {Object} nanobias.v1.EventPage.$Properties
             * @property {Array.<nanobias.v1.Event.$Properties>} [events] EventPage events
             * @property {number} [seq_oldest] EventPage seq_oldest
             * @property {number} [seq_newest] EventPage seq_newest
             * @property {number} [lost_count] EventPage lost_count
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EventPage.
             * @memberof nanobias.v1
             * @interface IEventPage
             * @augments nanobias.v1.EventPage.$Properties
             * @deprecated Use nanobias.v1.EventPage.$Properties instead.
             */

            /**
             * Shape of an EventPage.
             * @typedef {nanobias.v1.EventPage.$Properties} nanobias.v1.EventPage.$Shape
             */

            /**
             * Constructs a new EventPage.
             * @memberof nanobias.v1
             * @classdesc Represents an EventPage.
             * @constructor
             * @param {nanobias.v1.EventPage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EventPage = function (properties) {
                this.events = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EventPage events.
             * @member {Array.<nanobias.v1.Event>} events
             * @memberof nanobias.v1.EventPage
             * @instance
             */
            EventPage.prototype.events = $util.emptyArray;

            /**
             * EventPage seq_oldest.
             * @member {number} seq_oldest
             * @memberof nanobias.v1.EventPage
             * @instance
             */
            EventPage.prototype.seq_oldest = 0;

            /**
             * EventPage seq_newest.
             * @member {number} seq_newest
             * @memberof nanobias.v1.EventPage
             * @instance
             */
            EventPage.prototype.seq_newest = 0;

            /**
             * EventPage lost_count.
             * @member {number} lost_count
             * @memberof nanobias.v1.EventPage
             * @instance
             */
            EventPage.prototype.lost_count = 0;

            /**
             * Encodes the specified EventPage message. Does not implicitly {@link nanobias.v1.EventPage.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.EventPage
             * @static
             * @param {nanobias.v1.EventPage.$Properties} message EventPage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EventPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.events != null && message.events.length)
                    for (let i = 0; i < message.events.length; ++i)
                        $root.nanobias.v1.Event.encode(message.events[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.seq_oldest != null && $Object.hasOwnProperty.call(message, "seq_oldest") && message.seq_oldest !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.seq_oldest);
                if (message.seq_newest != null && $Object.hasOwnProperty.call(message, "seq_newest") && message.seq_newest !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.seq_newest);
                if (message.lost_count != null && $Object.hasOwnProperty.call(message, "lost_count") && message.lost_count !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.lost_count);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return EventPage;
        })();

        v1.ReadFreezeFrame = (function() {

            /**
             * Properties of a ReadFreezeFrame.
             * @typedef {Object} nanobias.v1.ReadFreezeFrame.$Properties
             * @property {number} [offset_bytes] ReadFreezeFrame offset_bytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReadFreezeFrame.
             * @memberof nanobias.v1
             * @interface IReadFreezeFrame
             * @augments nanobias.v1.ReadFreezeFrame.$Properties
             * @deprecated Use nanobias.v1.ReadFreezeFrame.$Properties instead.
             */

            /**
             * Shape of a ReadFreezeFrame.
             * @typedef {nanobias.v1.ReadFreezeFrame.$Properties} nanobias.v1.ReadFreezeFrame.$Shape
             */

            /**
             * Constructs a new ReadFreezeFrame.
             * @memberof nanobias.v1
             * @classdesc Represents a ReadFreezeFrame.
             * @constructor
             * @param {nanobias.v1.ReadFreezeFrame.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReadFreezeFrame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReadFreezeFrame offset_bytes.
             * @member {number} offset_bytes
             * @memberof nanobias.v1.ReadFreezeFrame
             * @instance
             */
            ReadFreezeFrame.prototype.offset_bytes = 0;

            /**
             * Encodes the specified ReadFreezeFrame message. Does not implicitly {@link nanobias.v1.ReadFreezeFrame.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ReadFreezeFrame
             * @static
             * @param {nanobias.v1.ReadFreezeFrame.$Properties} message ReadFreezeFrame message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReadFreezeFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.offset_bytes != null && $Object.hasOwnProperty.call(message, "offset_bytes") && message.offset_bytes !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.offset_bytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ReadFreezeFrame;
        })();

        v1.FreezeFrame = (function() {

            /**
             * Properties of a FreezeFrame.
             * @typedef {Object} nanobias.v1.FreezeFrame.$Properties
             * @property {nanobias.v1.Cause} [cause] FreezeFrame cause
             * @property {nanobias.v1.Channel} [channel_of_cause] FreezeFrame channel_of_cause
             * @property {number|Long} [value] FreezeFrame value
             * @property {number|Long} [limit] FreezeFrame limit
             * @property {number|Long} [device_time_us] FreezeFrame device_time_us
             * @property {nanobias.v1.Mode} [mode] FreezeFrame mode
             * @property {number} [samples_size_bytes] FreezeFrame samples_size_bytes
             * @property {number} [samples_offset_bytes] FreezeFrame samples_offset_bytes
             * @property {Uint8Array} [samples] FreezeFrame samples
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FreezeFrame.
             * @memberof nanobias.v1
             * @interface IFreezeFrame
             * @augments nanobias.v1.FreezeFrame.$Properties
             * @deprecated Use nanobias.v1.FreezeFrame.$Properties instead.
             */

            /**
             * Shape of a FreezeFrame.
             * @typedef {nanobias.v1.FreezeFrame.$Properties} nanobias.v1.FreezeFrame.$Shape
             */

            /**
             * Constructs a new FreezeFrame.
             * @memberof nanobias.v1
             * @classdesc Represents a FreezeFrame.
             * @constructor
             * @param {nanobias.v1.FreezeFrame.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FreezeFrame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FreezeFrame cause.
             * @member {nanobias.v1.Cause} cause
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.cause = 0;

            /**
             * FreezeFrame channel_of_cause.
             * @member {nanobias.v1.Channel} channel_of_cause
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.channel_of_cause = 0;

            /**
             * FreezeFrame value.
             * @member {number|Long} value
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.value = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * FreezeFrame limit.
             * @member {number|Long} limit
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.limit = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * FreezeFrame device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * FreezeFrame mode.
             * @member {nanobias.v1.Mode} mode
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.mode = 0;

            /**
             * FreezeFrame samples_size_bytes.
             * @member {number} samples_size_bytes
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.samples_size_bytes = 0;

            /**
             * FreezeFrame samples_offset_bytes.
             * @member {number} samples_offset_bytes
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.samples_offset_bytes = 0;

            /**
             * FreezeFrame samples.
             * @member {Uint8Array} samples
             * @memberof nanobias.v1.FreezeFrame
             * @instance
             */
            FreezeFrame.prototype.samples = $util.newBuffer([]);

            /**
             * Encodes the specified FreezeFrame message. Does not implicitly {@link nanobias.v1.FreezeFrame.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.FreezeFrame
             * @static
             * @param {nanobias.v1.FreezeFrame.$Properties} message FreezeFrame message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FreezeFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.cause);
                if (message.channel_of_cause != null && $Object.hasOwnProperty.call(message, "channel_of_cause") && message.channel_of_cause !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.channel_of_cause);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.value);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && (typeof message.limit === "object" ? message.limit.low || message.limit.high : message.limit !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.limit);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.device_time_us);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.mode);
                if (message.samples_size_bytes != null && $Object.hasOwnProperty.call(message, "samples_size_bytes") && message.samples_size_bytes !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.samples_size_bytes);
                if (message.samples_offset_bytes != null && $Object.hasOwnProperty.call(message, "samples_offset_bytes") && message.samples_offset_bytes !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.samples_offset_bytes);
                if (message.samples != null && $Object.hasOwnProperty.call(message, "samples") && message.samples.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.samples);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return FreezeFrame;
        })();

        /**
         * Mode enum.
         * @name nanobias.v1.Mode
         * @enum {number}
         * @property {number} MODE_UNSPECIFIED=0 MODE_UNSPECIFIED value
         * @property {number} MODE_BOOT=1 MODE_BOOT value
         * @property {number} MODE_SELF_TEST=2 MODE_SELF_TEST value
         * @property {number} MODE_SAFE=3 MODE_SAFE value
         * @property {number} MODE_LIMITS_SET=4 MODE_LIMITS_SET value
         * @property {number} MODE_ARMED=5 MODE_ARMED value
         * @property {number} MODE_ON=6 MODE_ON value
         * @property {number} MODE_RAMP_DOWN=7 MODE_RAMP_DOWN value
         * @property {number} MODE_TRIPPED=8 MODE_TRIPPED value
         * @property {number} MODE_HARD_FAULT=9 MODE_HARD_FAULT value
         */
        v1.Mode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "MODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "MODE_BOOT"] = 1;
            values[valuesById[2] = "MODE_SELF_TEST"] = 2;
            values[valuesById[3] = "MODE_SAFE"] = 3;
            values[valuesById[4] = "MODE_LIMITS_SET"] = 4;
            values[valuesById[5] = "MODE_ARMED"] = 5;
            values[valuesById[6] = "MODE_ON"] = 6;
            values[valuesById[7] = "MODE_RAMP_DOWN"] = 7;
            values[valuesById[8] = "MODE_TRIPPED"] = 8;
            values[valuesById[9] = "MODE_HARD_FAULT"] = 9;
            return values;
        })();

        /**
         * Activity enum.
         * @name nanobias.v1.Activity
         * @enum {number}
         * @property {number} ACTIVITY_UNSPECIFIED=0 ACTIVITY_UNSPECIFIED value
         * @property {number} ACTIVITY_CHECK=1 ACTIVITY_CHECK value
         * @property {number} ACTIVITY_HOLD=2 ACTIVITY_HOLD value
         * @property {number} ACTIVITY_RAMP=3 ACTIVITY_RAMP value
         * @property {number} ACTIVITY_CURRENT=4 ACTIVITY_CURRENT value
         * @property {number} ACTIVITY_PROGRAM=5 ACTIVITY_PROGRAM value
         */
        v1.Activity = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ACTIVITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ACTIVITY_CHECK"] = 1;
            values[valuesById[2] = "ACTIVITY_HOLD"] = 2;
            values[valuesById[3] = "ACTIVITY_RAMP"] = 3;
            values[valuesById[4] = "ACTIVITY_CURRENT"] = 4;
            values[valuesById[5] = "ACTIVITY_PROGRAM"] = 5;
            return values;
        })();

        /**
         * Cause enum.
         * @name nanobias.v1.Cause
         * @enum {number}
         * @property {number} CAUSE_UNSPECIFIED=0 CAUSE_UNSPECIFIED value
         * @property {number} CAUSE_HARDWARE_OVER_VOLTAGE=1 CAUSE_HARDWARE_OVER_VOLTAGE value
         * @property {number} CAUSE_HARDWARE_UNDER_VOLTAGE=2 CAUSE_HARDWARE_UNDER_VOLTAGE value
         * @property {number} CAUSE_OVER_VOLTAGE=3 CAUSE_OVER_VOLTAGE value
         * @property {number} CAUSE_UNDER_VOLTAGE=4 CAUSE_UNDER_VOLTAGE value
         * @property {number} CAUSE_SLEW=5 CAUSE_SLEW value
         * @property {number} CAUSE_OVER_CURRENT=6 CAUSE_OVER_CURRENT value
         * @property {number} CAUSE_EXCESS_CHARGE=7 CAUSE_EXCESS_CHARGE value
         * @property {number} CAUSE_HARDWARE_OVER_CURRENT=8 CAUSE_HARDWARE_OVER_CURRENT value
         * @property {number} CAUSE_LEASE_LAPSED=9 CAUSE_LEASE_LAPSED value
         * @property {number} CAUSE_LINK_LOST=10 CAUSE_LINK_LOST value
         * @property {number} CAUSE_HOST_STOP=11 CAUSE_HOST_STOP value
         * @property {number} CAUSE_DISABLED=12 CAUSE_DISABLED value
         * @property {number} CAUSE_BYE=13 CAUSE_BYE value
         * @property {number} CAUSE_PROGRAM_END=14 CAUSE_PROGRAM_END value
         * @property {number} CAUSE_PROGRAM_ABORTED=15 CAUSE_PROGRAM_ABORTED value
         * @property {number} CAUSE_LIMIT_TIGHTENED=16 CAUSE_LIMIT_TIGHTENED value
         * @property {number} CAUSE_HOT_CONNECT=17 CAUSE_HOT_CONNECT value
         * @property {number} CAUSE_WRONG_SIGN=18 CAUSE_WRONG_SIGN value
         * @property {number} CAUSE_STEP_REFUSED=19 CAUSE_STEP_REFUSED value
         * @property {number} CAUSE_SPECIMEN_UNSOUND=20 CAUSE_SPECIMEN_UNSOUND value
         * @property {number} CAUSE_RESET=21 CAUSE_RESET value
         * @property {number} CAUSE_ARM_EXPIRED=22 CAUSE_ARM_EXPIRED value
         * @property {number} CAUSE_SUSTAINED_CURRENT=23 CAUSE_SUSTAINED_CURRENT value
         * @property {number} CAUSE_SHORT_CIRCUIT=24 CAUSE_SHORT_CIRCUIT value
         * @property {number} CAUSE_SOFT_BREAKDOWN=25 CAUSE_SOFT_BREAKDOWN value
         * @property {number} CAUSE_OVER_DELITHIATION=26 CAUSE_OVER_DELITHIATION value
         * @property {number} CAUSE_OVER_DISCHARGE=27 CAUSE_OVER_DISCHARGE value
         * @property {number} CAUSE_REVERSAL=28 CAUSE_REVERSAL value
         * @property {number} CAUSE_CONTACT_LOST=29 CAUSE_CONTACT_LOST value
         * @property {number} CAUSE_ADC_FROZEN=30 CAUSE_ADC_FROZEN value
         * @property {number} CAUSE_SATURATED=31 CAUSE_SATURATED value
         * @property {number} CAUSE_DAC_FAULT=32 CAUSE_DAC_FAULT value
         * @property {number} CAUSE_SENSE_OPEN=33 CAUSE_SENSE_OPEN value
         * @property {number} CAUSE_SWITCH_WELDED=34 CAUSE_SWITCH_WELDED value
         * @property {number} CAUSE_COMPARATOR_DEAD=35 CAUSE_COMPARATOR_DEAD value
         * @property {number} CAUSE_INTERLOCK_LINE=36 CAUSE_INTERLOCK_LINE value
         * @property {number} CAUSE_WATCHDOG=37 CAUSE_WATCHDOG value
         * @property {number} CAUSE_STATE_CORRUPTED=38 CAUSE_STATE_CORRUPTED value
         * @property {number} CAUSE_SUPPLY=39 CAUSE_SUPPLY value
         * @property {number} CAUSE_BOARD_RESET=40 CAUSE_BOARD_RESET value
         * @property {number} CAUSE_TIME_BASE=41 CAUSE_TIME_BASE value
         * @property {number} CAUSE_SAMPLES_LOST=42 CAUSE_SAMPLES_LOST value
         * @property {number} CAUSE_CALIBRATION=43 CAUSE_CALIBRATION value
         * @property {number} CAUSE_LEAKAGE=44 CAUSE_LEAKAGE value
         * @property {number} CAUSE_SPECIMEN_FLOATING=45 CAUSE_SPECIMEN_FLOATING value
         * @property {number} CAUSE_TEMPERATURE=46 CAUSE_TEMPERATURE value
         * @property {number} CAUSE_DOSE=47 CAUSE_DOSE value
         * @property {number} CAUSE_PROBE_MOTION=48 CAUSE_PROBE_MOTION value
         * @property {number} CAUSE_AUTONOMY_ENDED=49 CAUSE_AUTONOMY_ENDED value
         */
        v1.Cause = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CAUSE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CAUSE_HARDWARE_OVER_VOLTAGE"] = 1;
            values[valuesById[2] = "CAUSE_HARDWARE_UNDER_VOLTAGE"] = 2;
            values[valuesById[3] = "CAUSE_OVER_VOLTAGE"] = 3;
            values[valuesById[4] = "CAUSE_UNDER_VOLTAGE"] = 4;
            values[valuesById[5] = "CAUSE_SLEW"] = 5;
            values[valuesById[6] = "CAUSE_OVER_CURRENT"] = 6;
            values[valuesById[7] = "CAUSE_EXCESS_CHARGE"] = 7;
            values[valuesById[8] = "CAUSE_HARDWARE_OVER_CURRENT"] = 8;
            values[valuesById[9] = "CAUSE_LEASE_LAPSED"] = 9;
            values[valuesById[10] = "CAUSE_LINK_LOST"] = 10;
            values[valuesById[11] = "CAUSE_HOST_STOP"] = 11;
            values[valuesById[12] = "CAUSE_DISABLED"] = 12;
            values[valuesById[13] = "CAUSE_BYE"] = 13;
            values[valuesById[14] = "CAUSE_PROGRAM_END"] = 14;
            values[valuesById[15] = "CAUSE_PROGRAM_ABORTED"] = 15;
            values[valuesById[16] = "CAUSE_LIMIT_TIGHTENED"] = 16;
            values[valuesById[17] = "CAUSE_HOT_CONNECT"] = 17;
            values[valuesById[18] = "CAUSE_WRONG_SIGN"] = 18;
            values[valuesById[19] = "CAUSE_STEP_REFUSED"] = 19;
            values[valuesById[20] = "CAUSE_SPECIMEN_UNSOUND"] = 20;
            values[valuesById[21] = "CAUSE_RESET"] = 21;
            values[valuesById[22] = "CAUSE_ARM_EXPIRED"] = 22;
            values[valuesById[23] = "CAUSE_SUSTAINED_CURRENT"] = 23;
            values[valuesById[24] = "CAUSE_SHORT_CIRCUIT"] = 24;
            values[valuesById[25] = "CAUSE_SOFT_BREAKDOWN"] = 25;
            values[valuesById[26] = "CAUSE_OVER_DELITHIATION"] = 26;
            values[valuesById[27] = "CAUSE_OVER_DISCHARGE"] = 27;
            values[valuesById[28] = "CAUSE_REVERSAL"] = 28;
            values[valuesById[29] = "CAUSE_CONTACT_LOST"] = 29;
            values[valuesById[30] = "CAUSE_ADC_FROZEN"] = 30;
            values[valuesById[31] = "CAUSE_SATURATED"] = 31;
            values[valuesById[32] = "CAUSE_DAC_FAULT"] = 32;
            values[valuesById[33] = "CAUSE_SENSE_OPEN"] = 33;
            values[valuesById[34] = "CAUSE_SWITCH_WELDED"] = 34;
            values[valuesById[35] = "CAUSE_COMPARATOR_DEAD"] = 35;
            values[valuesById[36] = "CAUSE_INTERLOCK_LINE"] = 36;
            values[valuesById[37] = "CAUSE_WATCHDOG"] = 37;
            values[valuesById[38] = "CAUSE_STATE_CORRUPTED"] = 38;
            values[valuesById[39] = "CAUSE_SUPPLY"] = 39;
            values[valuesById[40] = "CAUSE_BOARD_RESET"] = 40;
            values[valuesById[41] = "CAUSE_TIME_BASE"] = 41;
            values[valuesById[42] = "CAUSE_SAMPLES_LOST"] = 42;
            values[valuesById[43] = "CAUSE_CALIBRATION"] = 43;
            values[valuesById[44] = "CAUSE_LEAKAGE"] = 44;
            values[valuesById[45] = "CAUSE_SPECIMEN_FLOATING"] = 45;
            values[valuesById[46] = "CAUSE_TEMPERATURE"] = 46;
            values[valuesById[47] = "CAUSE_DOSE"] = 47;
            values[valuesById[48] = "CAUSE_PROBE_MOTION"] = 48;
            values[valuesById[49] = "CAUSE_AUTONOMY_ENDED"] = 49;
            return values;
        })();

        v1.GetState = (function() {

            /**
             * Properties of a GetState.
             * @typedef {Object} nanobias.v1.GetState.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetState.
             * @memberof nanobias.v1
             * @interface IGetState
             * @augments nanobias.v1.GetState.$Properties
             * @deprecated Use nanobias.v1.GetState.$Properties instead.
             */

            /**
             * Shape of a GetState.
             * @typedef {nanobias.v1.GetState.$Properties} nanobias.v1.GetState.$Shape
             */

            /**
             * Constructs a new GetState.
             * @memberof nanobias.v1
             * @classdesc Represents a GetState.
             * @constructor
             * @param {nanobias.v1.GetState.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetState = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified GetState message. Does not implicitly {@link nanobias.v1.GetState.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.GetState
             * @static
             * @param {nanobias.v1.GetState.$Properties} message GetState message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return GetState;
        })();

        v1.Snapshot = (function() {

            /**
             * Properties of a Snapshot.
             * @typedef {Object} nanobias.v1.Snapshot.$Properties
             * @property {nanobias.v1.Mode} [mode] Snapshot mode
             * @property {nanobias.v1.Activity} [activity] Snapshot activity
             * @property {number|Long} [device_time_us] Snapshot device_time_us
             * @property {number} [output_epoch] Snapshot output_epoch
             * @property {boolean} [is_switch_closed] Snapshot is_switch_closed
             * @property {number} [bias_uV] Snapshot bias_uV
             * @property {number} [bias_setpoint_uV] Snapshot bias_setpoint_uV
             * @property {number|Long|null} [current_fA] Snapshot current_fA
             * @property {number} [open_circuit_uV] Snapshot open_circuit_uV
             * @property {number} [lease_epoch] Snapshot lease_epoch
             * @property {number|Long} [lease_remaining_us] Snapshot lease_remaining_us
             * @property {boolean} [is_lease_mine] Snapshot is_lease_mine
             * @property {number|null} [limits_digest] Snapshot limits_digest
             * @property {Array.<nanobias.v1.Cause>} [latched] Snapshot latched
             * @property {number} [fault_nonce] Snapshot fault_nonce
             * @property {number} [event_seq_newest] Snapshot event_seq_newest
             * @property {number} [program_step_index] Snapshot program_step_index
             * @property {number} [program_step_count] Snapshot program_step_count
             * @property {number|Long|null} [current_setpoint_fA] Snapshot current_setpoint_fA
             * @property {boolean} [is_in_compliance] Snapshot is_in_compliance
             * @property {boolean} [is_autonomous] Snapshot is_autonomous
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Snapshot.
             * @memberof nanobias.v1
             * @interface ISnapshot
             * @augments nanobias.v1.Snapshot.$Properties
             * @deprecated Use nanobias.v1.Snapshot.$Properties instead.
             */

            /**
             * Shape of a Snapshot.
             * @typedef {nanobias.v1.Snapshot.$Properties} nanobias.v1.Snapshot.$Shape
             */

            /**
             * Constructs a new Snapshot.
             * @memberof nanobias.v1
             * @classdesc Represents a Snapshot.
             * @constructor
             * @param {nanobias.v1.Snapshot.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Snapshot = function (properties) {
                this.latched = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Snapshot mode.
             * @member {nanobias.v1.Mode} mode
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.mode = 0;

            /**
             * Snapshot activity.
             * @member {nanobias.v1.Activity} activity
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.activity = 0;

            /**
             * Snapshot device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Snapshot output_epoch.
             * @member {number} output_epoch
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.output_epoch = 0;

            /**
             * Snapshot is_switch_closed.
             * @member {boolean} is_switch_closed
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.is_switch_closed = false;

            /**
             * Snapshot bias_uV.
             * @member {number} bias_uV
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.bias_uV = 0;

            /**
             * Snapshot bias_setpoint_uV.
             * @member {number} bias_setpoint_uV
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.bias_setpoint_uV = 0;

            /**
             * Snapshot current_fA.
             * @member {number|Long|null} current_fA
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.current_fA = null;

            /**
             * Snapshot open_circuit_uV.
             * @member {number} open_circuit_uV
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.open_circuit_uV = 0;

            /**
             * Snapshot lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.lease_epoch = 0;

            /**
             * Snapshot lease_remaining_us.
             * @member {number|Long} lease_remaining_us
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.lease_remaining_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Snapshot is_lease_mine.
             * @member {boolean} is_lease_mine
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.is_lease_mine = false;

            /**
             * Snapshot limits_digest.
             * @member {number|null} limits_digest
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.limits_digest = null;

            /**
             * Snapshot latched.
             * @member {Array.<nanobias.v1.Cause>} latched
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.latched = $util.emptyArray;

            /**
             * Snapshot fault_nonce.
             * @member {number} fault_nonce
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.fault_nonce = 0;

            /**
             * Snapshot event_seq_newest.
             * @member {number} event_seq_newest
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.event_seq_newest = 0;

            /**
             * Snapshot program_step_index.
             * @member {number} program_step_index
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.program_step_index = 0;

            /**
             * Snapshot program_step_count.
             * @member {number} program_step_count
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.program_step_count = 0;

            /**
             * Snapshot current_setpoint_fA.
             * @member {number|Long|null} current_setpoint_fA
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.current_setpoint_fA = null;

            /**
             * Snapshot is_in_compliance.
             * @member {boolean} is_in_compliance
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.is_in_compliance = false;

            /**
             * Snapshot is_autonomous.
             * @member {boolean} is_autonomous
             * @memberof nanobias.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.is_autonomous = false;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Snapshot.prototype, "_current_fA", {
                get: $util.oneOfGetter($oneOfFields = ["current_fA"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Snapshot.prototype, "_limits_digest", {
                get: $util.oneOfGetter($oneOfFields = ["limits_digest"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Snapshot.prototype, "_current_setpoint_fA", {
                get: $util.oneOfGetter($oneOfFields = ["current_setpoint_fA"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Snapshot message. Does not implicitly {@link nanobias.v1.Snapshot.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Snapshot
             * @static
             * @param {nanobias.v1.Snapshot.$Properties} message Snapshot message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Snapshot.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.mode);
                if (message.activity != null && $Object.hasOwnProperty.call(message, "activity") && message.activity !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.activity);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.device_time_us);
                if (message.output_epoch != null && $Object.hasOwnProperty.call(message, "output_epoch") && message.output_epoch !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.output_epoch);
                if (message.is_switch_closed != null && $Object.hasOwnProperty.call(message, "is_switch_closed") && message.is_switch_closed !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.is_switch_closed);
                if (message.bias_uV != null && $Object.hasOwnProperty.call(message, "bias_uV") && message.bias_uV !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.bias_uV);
                if (message.bias_setpoint_uV != null && $Object.hasOwnProperty.call(message, "bias_setpoint_uV") && message.bias_setpoint_uV !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).sint32(message.bias_setpoint_uV);
                if (message.current_fA != null && $Object.hasOwnProperty.call(message, "current_fA"))
                    writer.uint32(/* id 8, wireType 0 =*/64).sint64(message.current_fA);
                if (message.open_circuit_uV != null && $Object.hasOwnProperty.call(message, "open_circuit_uV") && message.open_circuit_uV !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).sint32(message.open_circuit_uV);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.lease_epoch);
                if (message.lease_remaining_us != null && $Object.hasOwnProperty.call(message, "lease_remaining_us") && (typeof message.lease_remaining_us === "object" ? message.lease_remaining_us.low || message.lease_remaining_us.high : message.lease_remaining_us !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.lease_remaining_us);
                if (message.is_lease_mine != null && $Object.hasOwnProperty.call(message, "is_lease_mine") && message.is_lease_mine !== false)
                    writer.uint32(/* id 12, wireType 0 =*/96).bool(message.is_lease_mine);
                if (message.limits_digest != null && $Object.hasOwnProperty.call(message, "limits_digest"))
                    writer.uint32(/* id 13, wireType 5 =*/109).fixed32(message.limits_digest);
                if (message.latched != null && message.latched.length)
                    writer.uint32(/* id 14, wireType 2 =*/114).int32s(message.latched);
                if (message.fault_nonce != null && $Object.hasOwnProperty.call(message, "fault_nonce") && message.fault_nonce !== 0)
                    writer.uint32(/* id 15, wireType 5 =*/125).fixed32(message.fault_nonce);
                if (message.event_seq_newest != null && $Object.hasOwnProperty.call(message, "event_seq_newest") && message.event_seq_newest !== 0)
                    writer.uint32(/* id 16, wireType 0 =*/128).uint32(message.event_seq_newest);
                if (message.program_step_index != null && $Object.hasOwnProperty.call(message, "program_step_index") && message.program_step_index !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.program_step_index);
                if (message.program_step_count != null && $Object.hasOwnProperty.call(message, "program_step_count") && message.program_step_count !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).uint32(message.program_step_count);
                if (message.current_setpoint_fA != null && $Object.hasOwnProperty.call(message, "current_setpoint_fA"))
                    writer.uint32(/* id 19, wireType 0 =*/152).sint64(message.current_setpoint_fA);
                if (message.is_in_compliance != null && $Object.hasOwnProperty.call(message, "is_in_compliance") && message.is_in_compliance !== false)
                    writer.uint32(/* id 20, wireType 0 =*/160).bool(message.is_in_compliance);
                if (message.is_autonomous != null && $Object.hasOwnProperty.call(message, "is_autonomous") && message.is_autonomous !== false)
                    writer.uint32(/* id 21, wireType 0 =*/168).bool(message.is_autonomous);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Snapshot;
        })();

        v1.GetCapabilities = (function() {

            /**
             * Properties of a GetCapabilities.
             * @typedef {Object} nanobias.v1.GetCapabilities.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetCapabilities.
             * @memberof nanobias.v1
             * @interface IGetCapabilities
             * @augments nanobias.v1.GetCapabilities.$Properties
             * @deprecated Use nanobias.v1.GetCapabilities.$Properties instead.
             */

            /**
             * Shape of a GetCapabilities.
             * @typedef {nanobias.v1.GetCapabilities.$Properties} nanobias.v1.GetCapabilities.$Shape
             */

            /**
             * Constructs a new GetCapabilities.
             * @memberof nanobias.v1
             * @classdesc Represents a GetCapabilities.
             * @constructor
             * @param {nanobias.v1.GetCapabilities.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetCapabilities = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified GetCapabilities message. Does not implicitly {@link nanobias.v1.GetCapabilities.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.GetCapabilities
             * @static
             * @param {nanobias.v1.GetCapabilities.$Properties} message GetCapabilities message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetCapabilities.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return GetCapabilities;
        })();

        v1.Capabilities = (function() {

            /**
             * Properties of a Capabilities.
             * @typedef {Object} nanobias.v1.Capabilities.$Properties
             * @property {number} [bias_uV_min] Capabilities bias_uV_min
             * @property {number} [bias_uV_max] Capabilities bias_uV_max
             * @property {number} [bias_lsb_nV] Capabilities bias_lsb_nV
             * @property {number} [strap_uV_min] Capabilities strap_uV_min
             * @property {number} [strap_uV_max] Capabilities strap_uV_max
             * @property {number} [slew_nV_per_s_max] Capabilities slew_nV_per_s_max
             * @property {Array.<nanobias.v1.ChannelCapability.$Properties>} [channels] Capabilities channels
             * @property {number} [lease_us_min] Capabilities lease_us_min
             * @property {number} [lease_us_max] Capabilities lease_us_max
             * @property {number} [program_steps_max] Capabilities program_steps_max
             * @property {number} [link_bytes_per_s] Capabilities link_bytes_per_s
             * @property {Array.<nanobias.v1.Feature>} [features] Capabilities features
             * @property {number} [series_resistance_kOhm] Capabilities series_resistance_kOhm
             * @property {number} [stray_capacitance_fF] Capabilities stray_capacitance_fF
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Capabilities.
             * @memberof nanobias.v1
             * @interface ICapabilities
             * @augments nanobias.v1.Capabilities.$Properties
             * @deprecated Use nanobias.v1.Capabilities.$Properties instead.
             */

            /**
             * Shape of a Capabilities.
             * @typedef {nanobias.v1.Capabilities.$Properties} nanobias.v1.Capabilities.$Shape
             */

            /**
             * Constructs a new Capabilities.
             * @memberof nanobias.v1
             * @classdesc Represents a Capabilities.
             * @constructor
             * @param {nanobias.v1.Capabilities.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Capabilities = function (properties) {
                this.channels = [];
                this.features = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Capabilities bias_uV_min.
             * @member {number} bias_uV_min
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.bias_uV_min = 0;

            /**
             * Capabilities bias_uV_max.
             * @member {number} bias_uV_max
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.bias_uV_max = 0;

            /**
             * Capabilities bias_lsb_nV.
             * @member {number} bias_lsb_nV
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.bias_lsb_nV = 0;

            /**
             * Capabilities strap_uV_min.
             * @member {number} strap_uV_min
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.strap_uV_min = 0;

            /**
             * Capabilities strap_uV_max.
             * @member {number} strap_uV_max
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.strap_uV_max = 0;

            /**
             * Capabilities slew_nV_per_s_max.
             * @member {number} slew_nV_per_s_max
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.slew_nV_per_s_max = 0;

            /**
             * Capabilities channels.
             * @member {Array.<nanobias.v1.ChannelCapability>} channels
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.channels = $util.emptyArray;

            /**
             * Capabilities lease_us_min.
             * @member {number} lease_us_min
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.lease_us_min = 0;

            /**
             * Capabilities lease_us_max.
             * @member {number} lease_us_max
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.lease_us_max = 0;

            /**
             * Capabilities program_steps_max.
             * @member {number} program_steps_max
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.program_steps_max = 0;

            /**
             * Capabilities link_bytes_per_s.
             * @member {number} link_bytes_per_s
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.link_bytes_per_s = 0;

            /**
             * Capabilities features.
             * @member {Array.<nanobias.v1.Feature>} features
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.features = $util.emptyArray;

            /**
             * Capabilities series_resistance_kOhm.
             * @member {number} series_resistance_kOhm
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.series_resistance_kOhm = 0;

            /**
             * Capabilities stray_capacitance_fF.
             * @member {number} stray_capacitance_fF
             * @memberof nanobias.v1.Capabilities
             * @instance
             */
            Capabilities.prototype.stray_capacitance_fF = 0;

            /**
             * Encodes the specified Capabilities message. Does not implicitly {@link nanobias.v1.Capabilities.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Capabilities
             * @static
             * @param {nanobias.v1.Capabilities.$Properties} message Capabilities message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Capabilities.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bias_uV_min != null && $Object.hasOwnProperty.call(message, "bias_uV_min") && message.bias_uV_min !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.bias_uV_min);
                if (message.bias_uV_max != null && $Object.hasOwnProperty.call(message, "bias_uV_max") && message.bias_uV_max !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.bias_uV_max);
                if (message.bias_lsb_nV != null && $Object.hasOwnProperty.call(message, "bias_lsb_nV") && message.bias_lsb_nV !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.bias_lsb_nV);
                if (message.strap_uV_min != null && $Object.hasOwnProperty.call(message, "strap_uV_min") && message.strap_uV_min !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.strap_uV_min);
                if (message.strap_uV_max != null && $Object.hasOwnProperty.call(message, "strap_uV_max") && message.strap_uV_max !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.strap_uV_max);
                if (message.slew_nV_per_s_max != null && $Object.hasOwnProperty.call(message, "slew_nV_per_s_max") && message.slew_nV_per_s_max !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.slew_nV_per_s_max);
                if (message.channels != null && message.channels.length)
                    for (let i = 0; i < message.channels.length; ++i)
                        $root.nanobias.v1.ChannelCapability.encode(message.channels[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.lease_us_min != null && $Object.hasOwnProperty.call(message, "lease_us_min") && message.lease_us_min !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.lease_us_min);
                if (message.lease_us_max != null && $Object.hasOwnProperty.call(message, "lease_us_max") && message.lease_us_max !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.lease_us_max);
                if (message.program_steps_max != null && $Object.hasOwnProperty.call(message, "program_steps_max") && message.program_steps_max !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.program_steps_max);
                if (message.link_bytes_per_s != null && $Object.hasOwnProperty.call(message, "link_bytes_per_s") && message.link_bytes_per_s !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.link_bytes_per_s);
                if (message.features != null && message.features.length)
                    writer.uint32(/* id 12, wireType 2 =*/98).int32s(message.features);
                if (message.series_resistance_kOhm != null && $Object.hasOwnProperty.call(message, "series_resistance_kOhm") && message.series_resistance_kOhm !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.series_resistance_kOhm);
                if (message.stray_capacitance_fF != null && $Object.hasOwnProperty.call(message, "stray_capacitance_fF") && message.stray_capacitance_fF !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.stray_capacitance_fF);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Capabilities;
        })();

        /**
         * Feature enum.
         * @name nanobias.v1.Feature
         * @enum {number}
         * @property {number} FEATURE_UNSPECIFIED=0 FEATURE_UNSPECIFIED value
         * @property {number} FEATURE_PROGRAMS=1 FEATURE_PROGRAMS value
         * @property {number} FEATURE_AUTONOMOUS_PROGRAMS=2 FEATURE_AUTONOMOUS_PROGRAMS value
         * @property {number} FEATURE_CAPTURE=3 FEATURE_CAPTURE value
         * @property {number} FEATURE_EVENT_LOG=4 FEATURE_EVENT_LOG value
         * @property {number} FEATURE_FREEZE_FRAME=5 FEATURE_FREEZE_FRAME value
         * @property {number} FEATURE_CLOCK_SYNC=6 FEATURE_CLOCK_SYNC value
         * @property {number} FEATURE_FAULT_INJECTION=7 FEATURE_FAULT_INJECTION value
         * @property {number} FEATURE_FOR128=8 FEATURE_FOR128 value
         * @property {number} FEATURE_SUMMARY=9 FEATURE_SUMMARY value
         * @property {number} FEATURE_MARKS=10 FEATURE_MARKS value
         * @property {number} FEATURE_GALVANOSTATIC=11 FEATURE_GALVANOSTATIC value
         * @property {number} FEATURE_STEP_CONDITIONS=12 FEATURE_STEP_CONDITIONS value
         * @property {number} FEATURE_INTERLOCKS=13 FEATURE_INTERLOCKS value
         * @property {number} FEATURE_ADOPTION=14 FEATURE_ADOPTION value
         */
        v1.Feature = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "FEATURE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "FEATURE_PROGRAMS"] = 1;
            values[valuesById[2] = "FEATURE_AUTONOMOUS_PROGRAMS"] = 2;
            values[valuesById[3] = "FEATURE_CAPTURE"] = 3;
            values[valuesById[4] = "FEATURE_EVENT_LOG"] = 4;
            values[valuesById[5] = "FEATURE_FREEZE_FRAME"] = 5;
            values[valuesById[6] = "FEATURE_CLOCK_SYNC"] = 6;
            values[valuesById[7] = "FEATURE_FAULT_INJECTION"] = 7;
            values[valuesById[8] = "FEATURE_FOR128"] = 8;
            values[valuesById[9] = "FEATURE_SUMMARY"] = 9;
            values[valuesById[10] = "FEATURE_MARKS"] = 10;
            values[valuesById[11] = "FEATURE_GALVANOSTATIC"] = 11;
            values[valuesById[12] = "FEATURE_STEP_CONDITIONS"] = 12;
            values[valuesById[13] = "FEATURE_INTERLOCKS"] = 13;
            values[valuesById[14] = "FEATURE_ADOPTION"] = 14;
            return values;
        })();

        v1.ChannelCapability = (function() {

            /**
             * Properties of a ChannelCapability.
             * @typedef {Object} nanobias.v1.ChannelCapability.$Properties
             * @property {nanobias.v1.Channel} [channel] ChannelCapability channel
             * @property {number} [rate_Hz_max] ChannelCapability rate_Hz_max
             * @property {number} [bits] ChannelCapability bits
             * @property {Array.<number|Long>} [full_scales_fA] ChannelCapability full_scales_fA
             * @property {number|Long|null} [full_scale_uV] ChannelCapability full_scale_uV
             * @property {number|Long} [noise_fA_rms] ChannelCapability noise_fA_rms
             * @property {number} [noise_uV_rms] ChannelCapability noise_uV_rms
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ChannelCapability.
             * @memberof nanobias.v1
             * @interface IChannelCapability
             * @augments nanobias.v1.ChannelCapability.$Properties
             * @deprecated Use nanobias.v1.ChannelCapability.$Properties instead.
             */

            /**
             * Shape of a ChannelCapability.
             * @typedef {nanobias.v1.ChannelCapability.$Properties} nanobias.v1.ChannelCapability.$Shape
             */

            /**
             * Constructs a new ChannelCapability.
             * @memberof nanobias.v1
             * @classdesc Represents a ChannelCapability.
             * @constructor
             * @param {nanobias.v1.ChannelCapability.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ChannelCapability = function (properties) {
                this.full_scales_fA = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ChannelCapability channel.
             * @member {nanobias.v1.Channel} channel
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.channel = 0;

            /**
             * ChannelCapability rate_Hz_max.
             * @member {number} rate_Hz_max
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.rate_Hz_max = 0;

            /**
             * ChannelCapability bits.
             * @member {number} bits
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.bits = 0;

            /**
             * ChannelCapability full_scales_fA.
             * @member {Array.<number|Long>} full_scales_fA
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.full_scales_fA = $util.emptyArray;

            /**
             * ChannelCapability full_scale_uV.
             * @member {number|Long|null} full_scale_uV
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.full_scale_uV = null;

            /**
             * ChannelCapability noise_fA_rms.
             * @member {number|Long} noise_fA_rms
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.noise_fA_rms = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ChannelCapability noise_uV_rms.
             * @member {number} noise_uV_rms
             * @memberof nanobias.v1.ChannelCapability
             * @instance
             */
            ChannelCapability.prototype.noise_uV_rms = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ChannelCapability.prototype, "_full_scale_uV", {
                get: $util.oneOfGetter($oneOfFields = ["full_scale_uV"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ChannelCapability message. Does not implicitly {@link nanobias.v1.ChannelCapability.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ChannelCapability
             * @static
             * @param {nanobias.v1.ChannelCapability.$Properties} message ChannelCapability message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ChannelCapability.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.channel);
                if (message.rate_Hz_max != null && $Object.hasOwnProperty.call(message, "rate_Hz_max") && message.rate_Hz_max !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.rate_Hz_max);
                if (message.bits != null && $Object.hasOwnProperty.call(message, "bits") && message.bits !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.bits);
                if (message.full_scales_fA != null && message.full_scales_fA.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).sint64s(message.full_scales_fA);
                if (message.full_scale_uV != null && $Object.hasOwnProperty.call(message, "full_scale_uV"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.full_scale_uV);
                if (message.noise_fA_rms != null && $Object.hasOwnProperty.call(message, "noise_fA_rms") && (typeof message.noise_fA_rms === "object" ? message.noise_fA_rms.low || message.noise_fA_rms.high : message.noise_fA_rms !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.noise_fA_rms);
                if (message.noise_uV_rms != null && $Object.hasOwnProperty.call(message, "noise_uV_rms") && message.noise_uV_rms !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.noise_uV_rms);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ChannelCapability;
        })();

        v1.GetInterlocks = (function() {

            /**
             * Properties of a GetInterlocks.
             * @typedef {Object} nanobias.v1.GetInterlocks.$Properties
             * @property {number} [row_from] GetInterlocks row_from
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetInterlocks.
             * @memberof nanobias.v1
             * @interface IGetInterlocks
             * @augments nanobias.v1.GetInterlocks.$Properties
             * @deprecated Use nanobias.v1.GetInterlocks.$Properties instead.
             */

            /**
             * Shape of a GetInterlocks.
             * @typedef {nanobias.v1.GetInterlocks.$Properties} nanobias.v1.GetInterlocks.$Shape
             */

            /**
             * Constructs a new GetInterlocks.
             * @memberof nanobias.v1
             * @classdesc Represents a GetInterlocks.
             * @constructor
             * @param {nanobias.v1.GetInterlocks.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetInterlocks = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetInterlocks row_from.
             * @member {number} row_from
             * @memberof nanobias.v1.GetInterlocks
             * @instance
             */
            GetInterlocks.prototype.row_from = 0;

            /**
             * Encodes the specified GetInterlocks message. Does not implicitly {@link nanobias.v1.GetInterlocks.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.GetInterlocks
             * @static
             * @param {nanobias.v1.GetInterlocks.$Properties} message GetInterlocks message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetInterlocks.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.row_from != null && $Object.hasOwnProperty.call(message, "row_from") && message.row_from !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.row_from);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return GetInterlocks;
        })();

        v1.InterlockRow = (function() {

            /**
             * Properties of an InterlockRow.
             * @typedef {Object} nanobias.v1.InterlockRow.$Properties
             * @property {number} [row] InterlockRow row
             * @property {nanobias.v1.Cause} [cause] InterlockRow cause
             * @property {boolean} [is_present] InterlockRow is_present
             * @property {boolean} [is_latched] InterlockRow is_latched
             * @property {number|Long|null} [value] InterlockRow value
             * @property {number|Long|null} [limit] InterlockRow limit
             * @property {nanobias.v1.LimitOrigin} [origin] InterlockRow origin
             * @property {number|Long} [clear_remaining_us] InterlockRow clear_remaining_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an InterlockRow.
             * @memberof nanobias.v1
             * @interface IInterlockRow
             * @augments nanobias.v1.InterlockRow.$Properties
             * @deprecated Use nanobias.v1.InterlockRow.$Properties instead.
             */

            /**
             * Shape of an InterlockRow.
             * @typedef {nanobias.v1.InterlockRow.$Properties} nanobias.v1.InterlockRow.$Shape
             */

            /**
             * Constructs a new InterlockRow.
             * @memberof nanobias.v1
             * @classdesc Represents an InterlockRow.
             * @constructor
             * @param {nanobias.v1.InterlockRow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const InterlockRow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * InterlockRow row.
             * @member {number} row
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.row = 0;

            /**
             * InterlockRow cause.
             * @member {nanobias.v1.Cause} cause
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.cause = 0;

            /**
             * InterlockRow is_present.
             * @member {boolean} is_present
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.is_present = false;

            /**
             * InterlockRow is_latched.
             * @member {boolean} is_latched
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.is_latched = false;

            /**
             * InterlockRow value.
             * @member {number|Long|null} value
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.value = null;

            /**
             * InterlockRow limit.
             * @member {number|Long|null} limit
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.limit = null;

            /**
             * InterlockRow origin.
             * @member {nanobias.v1.LimitOrigin} origin
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.origin = 0;

            /**
             * InterlockRow clear_remaining_us.
             * @member {number|Long} clear_remaining_us
             * @memberof nanobias.v1.InterlockRow
             * @instance
             */
            InterlockRow.prototype.clear_remaining_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(InterlockRow.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(InterlockRow.prototype, "_limit", {
                get: $util.oneOfGetter($oneOfFields = ["limit"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified InterlockRow message. Does not implicitly {@link nanobias.v1.InterlockRow.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.InterlockRow
             * @static
             * @param {nanobias.v1.InterlockRow.$Properties} message InterlockRow message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            InterlockRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.row != null && $Object.hasOwnProperty.call(message, "row") && message.row !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.row);
                if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.cause);
                if (message.is_present != null && $Object.hasOwnProperty.call(message, "is_present") && message.is_present !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.is_present);
                if (message.is_latched != null && $Object.hasOwnProperty.call(message, "is_latched") && message.is_latched !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.is_latched);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.value);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                    writer.uint32(/* id 6, wireType 0 =*/48).sint64(message.limit);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.origin);
                if (message.clear_remaining_us != null && $Object.hasOwnProperty.call(message, "clear_remaining_us") && (typeof message.clear_remaining_us === "object" ? message.clear_remaining_us.low || message.clear_remaining_us.high : message.clear_remaining_us !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.clear_remaining_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return InterlockRow;
        })();

        v1.InterlockPage = (function() {

            /**
             * Properties of an InterlockPage.
             * @typedef {Object} nanobias.v1.InterlockPage.$Properties
             * @property {Array.<nanobias.v1.InterlockRow.$Properties>} [rows] InterlockPage rows
             * @property {number} [row_next] InterlockPage row_next
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an InterlockPage.
             * @memberof nanobias.v1
             * @interface IInterlockPage
             * @augments nanobias.v1.InterlockPage.$Properties
             * @deprecated Use nanobias.v1.InterlockPage.$Properties instead.
             */

            /**
             * Shape of an InterlockPage.
             * @typedef {nanobias.v1.InterlockPage.$Properties} nanobias.v1.InterlockPage.$Shape
             */

            /**
             * Constructs a new InterlockPage.
             * @memberof nanobias.v1
             * @classdesc Represents an InterlockPage.
             * @constructor
             * @param {nanobias.v1.InterlockPage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const InterlockPage = function (properties) {
                this.rows = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * InterlockPage rows.
             * @member {Array.<nanobias.v1.InterlockRow>} rows
             * @memberof nanobias.v1.InterlockPage
             * @instance
             */
            InterlockPage.prototype.rows = $util.emptyArray;

            /**
             * InterlockPage row_next.
             * @member {number} row_next
             * @memberof nanobias.v1.InterlockPage
             * @instance
             */
            InterlockPage.prototype.row_next = 0;

            /**
             * Encodes the specified InterlockPage message. Does not implicitly {@link nanobias.v1.InterlockPage.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.InterlockPage
             * @static
             * @param {nanobias.v1.InterlockPage.$Properties} message InterlockPage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            InterlockPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.nanobias.v1.InterlockRow.encode(message.rows[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.row_next != null && $Object.hasOwnProperty.call(message, "row_next") && message.row_next !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.row_next);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return InterlockPage;
        })();

        v1.RunSelfTest = (function() {

            /**
             * Properties of a RunSelfTest.
             * @typedef {Object} nanobias.v1.RunSelfTest.$Properties
             * @property {number} [lease_epoch] RunSelfTest lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RunSelfTest.
             * @memberof nanobias.v1
             * @interface IRunSelfTest
             * @augments nanobias.v1.RunSelfTest.$Properties
             * @deprecated Use nanobias.v1.RunSelfTest.$Properties instead.
             */

            /**
             * Shape of a RunSelfTest.
             * @typedef {nanobias.v1.RunSelfTest.$Properties} nanobias.v1.RunSelfTest.$Shape
             */

            /**
             * Constructs a new RunSelfTest.
             * @memberof nanobias.v1
             * @classdesc Represents a RunSelfTest.
             * @constructor
             * @param {nanobias.v1.RunSelfTest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RunSelfTest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RunSelfTest lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.RunSelfTest
             * @instance
             */
            RunSelfTest.prototype.lease_epoch = 0;

            /**
             * Encodes the specified RunSelfTest message. Does not implicitly {@link nanobias.v1.RunSelfTest.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.RunSelfTest
             * @static
             * @param {nanobias.v1.RunSelfTest.$Properties} message RunSelfTest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RunSelfTest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return RunSelfTest;
        })();

        /**
         * TestVerdict enum.
         * @name nanobias.v1.TestVerdict
         * @enum {number}
         * @property {number} TEST_VERDICT_UNSPECIFIED=0 TEST_VERDICT_UNSPECIFIED value
         * @property {number} TEST_VERDICT_PASSED=1 TEST_VERDICT_PASSED value
         * @property {number} TEST_VERDICT_FAILED=2 TEST_VERDICT_FAILED value
         * @property {number} TEST_VERDICT_NOT_RUN=3 TEST_VERDICT_NOT_RUN value
         */
        v1.TestVerdict = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TEST_VERDICT_UNSPECIFIED"] = 0;
            values[valuesById[1] = "TEST_VERDICT_PASSED"] = 1;
            values[valuesById[2] = "TEST_VERDICT_FAILED"] = 2;
            values[valuesById[3] = "TEST_VERDICT_NOT_RUN"] = 3;
            return values;
        })();

        v1.SelfTestResult = (function() {

            /**
             * Properties of a SelfTestResult.
             * @typedef {Object} nanobias.v1.SelfTestResult.$Properties
             * @property {nanobias.v1.TestVerdict} [comparator_voltage_high] SelfTestResult comparator_voltage_high
             * @property {nanobias.v1.TestVerdict} [comparator_voltage_low] SelfTestResult comparator_voltage_low
             * @property {nanobias.v1.TestVerdict} [comparator_current] SelfTestResult comparator_current
             * @property {nanobias.v1.TestVerdict} [switch_s1] SelfTestResult switch_s1
             * @property {nanobias.v1.TestVerdict} [switch_s2] SelfTestResult switch_s2
             * @property {nanobias.v1.TestVerdict} [interlock_line] SelfTestResult interlock_line
             * @property {nanobias.v1.TestVerdict} [calibration] SelfTestResult calibration
             * @property {nanobias.v1.TestVerdict} [front_end] SelfTestResult front_end
             * @property {nanobias.v1.TestVerdict} [probe] SelfTestResult probe
             * @property {nanobias.v1.TestVerdict} [trip_store] SelfTestResult trip_store
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SelfTestResult.
             * @memberof nanobias.v1
             * @interface ISelfTestResult
             * @augments nanobias.v1.SelfTestResult.$Properties
             * @deprecated Use nanobias.v1.SelfTestResult.$Properties instead.
             */

            /**
             * Shape of a SelfTestResult.
             * @typedef {nanobias.v1.SelfTestResult.$Properties} nanobias.v1.SelfTestResult.$Shape
             */

            /**
             * Constructs a new SelfTestResult.
             * @memberof nanobias.v1
             * @classdesc Represents a SelfTestResult.
             * @constructor
             * @param {nanobias.v1.SelfTestResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SelfTestResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SelfTestResult comparator_voltage_high.
             * @member {nanobias.v1.TestVerdict} comparator_voltage_high
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.comparator_voltage_high = 0;

            /**
             * SelfTestResult comparator_voltage_low.
             * @member {nanobias.v1.TestVerdict} comparator_voltage_low
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.comparator_voltage_low = 0;

            /**
             * SelfTestResult comparator_current.
             * @member {nanobias.v1.TestVerdict} comparator_current
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.comparator_current = 0;

            /**
             * SelfTestResult switch_s1.
             * @member {nanobias.v1.TestVerdict} switch_s1
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.switch_s1 = 0;

            /**
             * SelfTestResult switch_s2.
             * @member {nanobias.v1.TestVerdict} switch_s2
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.switch_s2 = 0;

            /**
             * SelfTestResult interlock_line.
             * @member {nanobias.v1.TestVerdict} interlock_line
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.interlock_line = 0;

            /**
             * SelfTestResult calibration.
             * @member {nanobias.v1.TestVerdict} calibration
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.calibration = 0;

            /**
             * SelfTestResult front_end.
             * @member {nanobias.v1.TestVerdict} front_end
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.front_end = 0;

            /**
             * SelfTestResult probe.
             * @member {nanobias.v1.TestVerdict} probe
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.probe = 0;

            /**
             * SelfTestResult trip_store.
             * @member {nanobias.v1.TestVerdict} trip_store
             * @memberof nanobias.v1.SelfTestResult
             * @instance
             */
            SelfTestResult.prototype.trip_store = 0;

            /**
             * Encodes the specified SelfTestResult message. Does not implicitly {@link nanobias.v1.SelfTestResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SelfTestResult
             * @static
             * @param {nanobias.v1.SelfTestResult.$Properties} message SelfTestResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SelfTestResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.comparator_voltage_high != null && $Object.hasOwnProperty.call(message, "comparator_voltage_high") && message.comparator_voltage_high !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.comparator_voltage_high);
                if (message.comparator_voltage_low != null && $Object.hasOwnProperty.call(message, "comparator_voltage_low") && message.comparator_voltage_low !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.comparator_voltage_low);
                if (message.comparator_current != null && $Object.hasOwnProperty.call(message, "comparator_current") && message.comparator_current !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.comparator_current);
                if (message.switch_s1 != null && $Object.hasOwnProperty.call(message, "switch_s1") && message.switch_s1 !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.switch_s1);
                if (message.switch_s2 != null && $Object.hasOwnProperty.call(message, "switch_s2") && message.switch_s2 !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.switch_s2);
                if (message.interlock_line != null && $Object.hasOwnProperty.call(message, "interlock_line") && message.interlock_line !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.interlock_line);
                if (message.calibration != null && $Object.hasOwnProperty.call(message, "calibration") && message.calibration !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.calibration);
                if (message.front_end != null && $Object.hasOwnProperty.call(message, "front_end") && message.front_end !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).int32(message.front_end);
                if (message.probe != null && $Object.hasOwnProperty.call(message, "probe") && message.probe !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).int32(message.probe);
                if (message.trip_store != null && $Object.hasOwnProperty.call(message, "trip_store") && message.trip_store !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.trip_store);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SelfTestResult;
        })();

        /**
         * StatusCode enum.
         * @name nanobias.v1.StatusCode
         * @enum {number}
         * @property {number} STATUS_CODE_UNSPECIFIED=0 STATUS_CODE_UNSPECIFIED value
         * @property {number} STATUS_CODE_OK=1 STATUS_CODE_OK value
         * @property {number} STATUS_CODE_BUSY=10 STATUS_CODE_BUSY value
         * @property {number} STATUS_CODE_QUEUE_FULL=11 STATUS_CODE_QUEUE_FULL value
         * @property {number} STATUS_CODE_MALFORMED=20 STATUS_CODE_MALFORMED value
         * @property {number} STATUS_CODE_OUT_OF_RANGE=21 STATUS_CODE_OUT_OF_RANGE value
         * @property {number} STATUS_CODE_UNKNOWN_FIELD=22 STATUS_CODE_UNKNOWN_FIELD value
         * @property {number} STATUS_CODE_MISSING_FIELD=23 STATUS_CODE_MISSING_FIELD value
         * @property {number} STATUS_CODE_UNIMPLEMENTED=24 STATUS_CODE_UNIMPLEMENTED value
         * @property {number} STATUS_CODE_UNSUPPORTED_VERSION=25 STATUS_CODE_UNSUPPORTED_VERSION value
         * @property {number} STATUS_CODE_BEYOND_LIMIT=26 STATUS_CODE_BEYOND_LIMIT value
         * @property {number} STATUS_CODE_BEYOND_STRAP=27 STATUS_CODE_BEYOND_STRAP value
         * @property {number} STATUS_CODE_LIMIT_BELOW_NOISE=28 STATUS_CODE_LIMIT_BELOW_NOISE value
         * @property {number} STATUS_CODE_LIMITS_NOT_ORDERED=29 STATUS_CODE_LIMITS_NOT_ORDERED value
         * @property {number} STATUS_CODE_DIGEST_MISMATCH=30 STATUS_CODE_DIGEST_MISMATCH value
         * @property {number} STATUS_CODE_RATE_TOO_HIGH=31 STATUS_CODE_RATE_TOO_HIGH value
         * @property {number} STATUS_CODE_UNKNOWN_STREAM=32 STATUS_CODE_UNKNOWN_STREAM value
         * @property {number} STATUS_CODE_FIELD_TOO_HIGH=33 STATUS_CODE_FIELD_TOO_HIGH value
         * @property {number} STATUS_CODE_WRONG_MODE=40 STATUS_CODE_WRONG_MODE value
         * @property {number} STATUS_CODE_STALE_EPOCH=41 STATUS_CODE_STALE_EPOCH value
         * @property {number} STATUS_CODE_EXPIRED=42 STATUS_CODE_EXPIRED value
         * @property {number} STATUS_CODE_LEASE_REQUIRED=43 STATUS_CODE_LEASE_REQUIRED value
         * @property {number} STATUS_CODE_LEASE_HELD=44 STATUS_CODE_LEASE_HELD value
         * @property {number} STATUS_CODE_TOKEN_INVALID=45 STATUS_CODE_TOKEN_INVALID value
         * @property {number} STATUS_CODE_LOOSENING=46 STATUS_CODE_LOOSENING value
         * @property {number} STATUS_CODE_HOT_CONNECT=47 STATUS_CODE_HOT_CONNECT value
         * @property {number} STATUS_CODE_WRONG_SIGN=48 STATUS_CODE_WRONG_SIGN value
         * @property {number} STATUS_CODE_STALE_SESSION=49 STATUS_CODE_STALE_SESSION value
         * @property {number} STATUS_CODE_PROGRAM_INCOMPLETE=50 STATUS_CODE_PROGRAM_INCOMPLETE value
         * @property {number} STATUS_CODE_LIMITS_NOT_COMMITTED=51 STATUS_CODE_LIMITS_NOT_COMMITTED value
         * @property {number} STATUS_CODE_OUTPUT_ON=52 STATUS_CODE_OUTPUT_ON value
         * @property {number} STATUS_CODE_SELF_TEST_FAILED=53 STATUS_CODE_SELF_TEST_FAILED value
         * @property {number} STATUS_CODE_NOT_CALIBRATED=54 STATUS_CODE_NOT_CALIBRATED value
         * @property {number} STATUS_CODE_INTERLOCK_OPEN=55 STATUS_CODE_INTERLOCK_OPEN value
         * @property {number} STATUS_CODE_TRIPPED=70 STATUS_CODE_TRIPPED value
         * @property {number} STATUS_CODE_CAUSE_PRESENT=71 STATUS_CODE_CAUSE_PRESENT value
         * @property {number} STATUS_CODE_WRONG_FAULT=72 STATUS_CODE_WRONG_FAULT value
         * @property {number} STATUS_CODE_HARD_FAULT=73 STATUS_CODE_HARD_FAULT value
         * @property {number} STATUS_CODE_INTERNAL=90 STATUS_CODE_INTERNAL value
         */
        v1.StatusCode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STATUS_CODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "STATUS_CODE_OK"] = 1;
            values[valuesById[10] = "STATUS_CODE_BUSY"] = 10;
            values[valuesById[11] = "STATUS_CODE_QUEUE_FULL"] = 11;
            values[valuesById[20] = "STATUS_CODE_MALFORMED"] = 20;
            values[valuesById[21] = "STATUS_CODE_OUT_OF_RANGE"] = 21;
            values[valuesById[22] = "STATUS_CODE_UNKNOWN_FIELD"] = 22;
            values[valuesById[23] = "STATUS_CODE_MISSING_FIELD"] = 23;
            values[valuesById[24] = "STATUS_CODE_UNIMPLEMENTED"] = 24;
            values[valuesById[25] = "STATUS_CODE_UNSUPPORTED_VERSION"] = 25;
            values[valuesById[26] = "STATUS_CODE_BEYOND_LIMIT"] = 26;
            values[valuesById[27] = "STATUS_CODE_BEYOND_STRAP"] = 27;
            values[valuesById[28] = "STATUS_CODE_LIMIT_BELOW_NOISE"] = 28;
            values[valuesById[29] = "STATUS_CODE_LIMITS_NOT_ORDERED"] = 29;
            values[valuesById[30] = "STATUS_CODE_DIGEST_MISMATCH"] = 30;
            values[valuesById[31] = "STATUS_CODE_RATE_TOO_HIGH"] = 31;
            values[valuesById[32] = "STATUS_CODE_UNKNOWN_STREAM"] = 32;
            values[valuesById[33] = "STATUS_CODE_FIELD_TOO_HIGH"] = 33;
            values[valuesById[40] = "STATUS_CODE_WRONG_MODE"] = 40;
            values[valuesById[41] = "STATUS_CODE_STALE_EPOCH"] = 41;
            values[valuesById[42] = "STATUS_CODE_EXPIRED"] = 42;
            values[valuesById[43] = "STATUS_CODE_LEASE_REQUIRED"] = 43;
            values[valuesById[44] = "STATUS_CODE_LEASE_HELD"] = 44;
            values[valuesById[45] = "STATUS_CODE_TOKEN_INVALID"] = 45;
            values[valuesById[46] = "STATUS_CODE_LOOSENING"] = 46;
            values[valuesById[47] = "STATUS_CODE_HOT_CONNECT"] = 47;
            values[valuesById[48] = "STATUS_CODE_WRONG_SIGN"] = 48;
            values[valuesById[49] = "STATUS_CODE_STALE_SESSION"] = 49;
            values[valuesById[50] = "STATUS_CODE_PROGRAM_INCOMPLETE"] = 50;
            values[valuesById[51] = "STATUS_CODE_LIMITS_NOT_COMMITTED"] = 51;
            values[valuesById[52] = "STATUS_CODE_OUTPUT_ON"] = 52;
            values[valuesById[53] = "STATUS_CODE_SELF_TEST_FAILED"] = 53;
            values[valuesById[54] = "STATUS_CODE_NOT_CALIBRATED"] = 54;
            values[valuesById[55] = "STATUS_CODE_INTERLOCK_OPEN"] = 55;
            values[valuesById[70] = "STATUS_CODE_TRIPPED"] = 70;
            values[valuesById[71] = "STATUS_CODE_CAUSE_PRESENT"] = 71;
            values[valuesById[72] = "STATUS_CODE_WRONG_FAULT"] = 72;
            values[valuesById[73] = "STATUS_CODE_HARD_FAULT"] = 73;
            values[valuesById[90] = "STATUS_CODE_INTERNAL"] = 90;
            return values;
        })();

        /**
         * LimitOrigin enum.
         * @name nanobias.v1.LimitOrigin
         * @enum {number}
         * @property {number} LIMIT_ORIGIN_UNSPECIFIED=0 LIMIT_ORIGIN_UNSPECIFIED value
         * @property {number} LIMIT_ORIGIN_SCHEMA=1 LIMIT_ORIGIN_SCHEMA value
         * @property {number} LIMIT_ORIGIN_LIMITS=2 LIMIT_ORIGIN_LIMITS value
         * @property {number} LIMIT_ORIGIN_FIELD=3 LIMIT_ORIGIN_FIELD value
         * @property {number} LIMIT_ORIGIN_WINDOW=4 LIMIT_ORIGIN_WINDOW value
         * @property {number} LIMIT_ORIGIN_STRAP=5 LIMIT_ORIGIN_STRAP value
         * @property {number} LIMIT_ORIGIN_NOISE=6 LIMIT_ORIGIN_NOISE value
         * @property {number} LIMIT_ORIGIN_BOARD=7 LIMIT_ORIGIN_BOARD value
         */
        v1.LimitOrigin = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LIMIT_ORIGIN_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LIMIT_ORIGIN_SCHEMA"] = 1;
            values[valuesById[2] = "LIMIT_ORIGIN_LIMITS"] = 2;
            values[valuesById[3] = "LIMIT_ORIGIN_FIELD"] = 3;
            values[valuesById[4] = "LIMIT_ORIGIN_WINDOW"] = 4;
            values[valuesById[5] = "LIMIT_ORIGIN_STRAP"] = 5;
            values[valuesById[6] = "LIMIT_ORIGIN_NOISE"] = 6;
            values[valuesById[7] = "LIMIT_ORIGIN_BOARD"] = 7;
            return values;
        })();

        v1.Status = (function() {

            /**
             * Properties of a Status.
             * @typedef {Object} nanobias.v1.Status.$Properties
             * @property {nanobias.v1.StatusCode} [code] Status code
             * @property {string} [field] Status field
             * @property {number|Long|null} [value] Status value
             * @property {number|Long|null} [limit_min] Status limit_min
             * @property {number|Long|null} [limit_max] Status limit_max
             * @property {nanobias.v1.LimitOrigin} [origin] Status origin
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Status.
             * @memberof nanobias.v1
             * @interface IStatus
             * @augments nanobias.v1.Status.$Properties
             * @deprecated Use nanobias.v1.Status.$Properties instead.
             */

            /**
             * Shape of a Status.
             * @typedef {nanobias.v1.Status.$Properties} nanobias.v1.Status.$Shape
             */

            /**
             * Constructs a new Status.
             * @memberof nanobias.v1
             * @classdesc Represents a Status.
             * @constructor
             * @param {nanobias.v1.Status.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Status = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Status code.
             * @member {nanobias.v1.StatusCode} code
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.code = 0;

            /**
             * Status field.
             * @member {string} field
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.field = "";

            /**
             * Status value.
             * @member {number|Long|null} value
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.value = null;

            /**
             * Status limit_min.
             * @member {number|Long|null} limit_min
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.limit_min = null;

            /**
             * Status limit_max.
             * @member {number|Long|null} limit_max
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.limit_max = null;

            /**
             * Status origin.
             * @member {nanobias.v1.LimitOrigin} origin
             * @memberof nanobias.v1.Status
             * @instance
             */
            Status.prototype.origin = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Status.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Status.prototype, "_limit_min", {
                get: $util.oneOfGetter($oneOfFields = ["limit_min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Status.prototype, "_limit_max", {
                get: $util.oneOfGetter($oneOfFields = ["limit_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Status message. Does not implicitly {@link nanobias.v1.Status.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Status
             * @static
             * @param {nanobias.v1.Status.$Properties} message Status message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Status.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.field);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.value);
                if (message.limit_min != null && $Object.hasOwnProperty.call(message, "limit_min"))
                    writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.limit_min);
                if (message.limit_max != null && $Object.hasOwnProperty.call(message, "limit_max"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.limit_max);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.origin);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Status;
        })();

        /**
         * Channel enum.
         * @name nanobias.v1.Channel
         * @enum {number}
         * @property {number} CHANNEL_UNSPECIFIED=0 CHANNEL_UNSPECIFIED value
         * @property {number} CHANNEL_SLOW_CURRENT=1 CHANNEL_SLOW_CURRENT value
         * @property {number} CHANNEL_SLOW_VOLTAGE=2 CHANNEL_SLOW_VOLTAGE value
         * @property {number} CHANNEL_INTERLOCK_CURRENT=3 CHANNEL_INTERLOCK_CURRENT value
         * @property {number} CHANNEL_INTERLOCK_VOLTAGE=4 CHANNEL_INTERLOCK_VOLTAGE value
         * @property {number} CHANNEL_FAST_CURRENT=5 CHANNEL_FAST_CURRENT value
         */
        v1.Channel = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CHANNEL_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CHANNEL_SLOW_CURRENT"] = 1;
            values[valuesById[2] = "CHANNEL_SLOW_VOLTAGE"] = 2;
            values[valuesById[3] = "CHANNEL_INTERLOCK_CURRENT"] = 3;
            values[valuesById[4] = "CHANNEL_INTERLOCK_VOLTAGE"] = 4;
            values[valuesById[5] = "CHANNEL_FAST_CURRENT"] = 5;
            return values;
        })();

        /**
         * Encoding enum.
         * @name nanobias.v1.Encoding
         * @enum {number}
         * @property {number} ENCODING_UNSPECIFIED=0 ENCODING_UNSPECIFIED value
         * @property {number} ENCODING_RAW32=1 ENCODING_RAW32 value
         * @property {number} ENCODING_RAW24=2 ENCODING_RAW24 value
         * @property {number} ENCODING_FOR128=3 ENCODING_FOR128 value
         * @property {number} ENCODING_SUMMARY=4 ENCODING_SUMMARY value
         */
        v1.Encoding = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ENCODING_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ENCODING_RAW32"] = 1;
            values[valuesById[2] = "ENCODING_RAW24"] = 2;
            values[valuesById[3] = "ENCODING_FOR128"] = 3;
            values[valuesById[4] = "ENCODING_SUMMARY"] = 4;
            return values;
        })();

        v1.StartStream = (function() {

            /**
             * Properties of a StartStream.
             * @typedef {Object} nanobias.v1.StartStream.$Properties
             * @property {nanobias.v1.Channel} [channel] StartStream channel
             * @property {number} [rate_Hz] StartStream rate_Hz
             * @property {number} [decimation] StartStream decimation
             * @property {nanobias.v1.Encoding} [encoding] StartStream encoding
             * @property {number} [credit_bytes] StartStream credit_bytes
             * @property {number} [block_samples_max] StartStream block_samples_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StartStream.
             * @memberof nanobias.v1
             * @interface IStartStream
             * @augments nanobias.v1.StartStream.$Properties
             * @deprecated Use nanobias.v1.StartStream.$Properties instead.
             */

            /**
             * Shape of a StartStream.
             * @typedef {nanobias.v1.StartStream.$Properties} nanobias.v1.StartStream.$Shape
             */

            /**
             * Constructs a new StartStream.
             * @memberof nanobias.v1
             * @classdesc Represents a StartStream.
             * @constructor
             * @param {nanobias.v1.StartStream.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StartStream = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StartStream channel.
             * @member {nanobias.v1.Channel} channel
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.channel = 0;

            /**
             * StartStream rate_Hz.
             * @member {number} rate_Hz
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.rate_Hz = 0;

            /**
             * StartStream decimation.
             * @member {number} decimation
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.decimation = 0;

            /**
             * StartStream encoding.
             * @member {nanobias.v1.Encoding} encoding
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.encoding = 0;

            /**
             * StartStream credit_bytes.
             * @member {number} credit_bytes
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.credit_bytes = 0;

            /**
             * StartStream block_samples_max.
             * @member {number} block_samples_max
             * @memberof nanobias.v1.StartStream
             * @instance
             */
            StartStream.prototype.block_samples_max = 0;

            /**
             * Encodes the specified StartStream message. Does not implicitly {@link nanobias.v1.StartStream.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StartStream
             * @static
             * @param {nanobias.v1.StartStream.$Properties} message StartStream message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StartStream.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.channel);
                if (message.rate_Hz != null && $Object.hasOwnProperty.call(message, "rate_Hz") && message.rate_Hz !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.rate_Hz);
                if (message.decimation != null && $Object.hasOwnProperty.call(message, "decimation") && message.decimation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.decimation);
                if (message.encoding != null && $Object.hasOwnProperty.call(message, "encoding") && message.encoding !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.encoding);
                if (message.credit_bytes != null && $Object.hasOwnProperty.call(message, "credit_bytes") && message.credit_bytes !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.credit_bytes);
                if (message.block_samples_max != null && $Object.hasOwnProperty.call(message, "block_samples_max") && message.block_samples_max !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.block_samples_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StartStream;
        })();

        v1.StreamGrant = (function() {

            /**
             * Properties of a StreamGrant.
             * @typedef {Object} nanobias.v1.StreamGrant.$Properties
             * @property {number} [stream_id] StreamGrant stream_id
             * @property {number|Long} [first_sample] StreamGrant first_sample
             * @property {number} [block_samples] StreamGrant block_samples
             * @property {number} [sample_period_us] StreamGrant sample_period_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StreamGrant.
             * @memberof nanobias.v1
             * @interface IStreamGrant
             * @augments nanobias.v1.StreamGrant.$Properties
             * @deprecated Use nanobias.v1.StreamGrant.$Properties instead.
             */

            /**
             * Shape of a StreamGrant.
             * @typedef {nanobias.v1.StreamGrant.$Properties} nanobias.v1.StreamGrant.$Shape
             */

            /**
             * Constructs a new StreamGrant.
             * @memberof nanobias.v1
             * @classdesc Represents a StreamGrant.
             * @constructor
             * @param {nanobias.v1.StreamGrant.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StreamGrant = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StreamGrant stream_id.
             * @member {number} stream_id
             * @memberof nanobias.v1.StreamGrant
             * @instance
             */
            StreamGrant.prototype.stream_id = 0;

            /**
             * StreamGrant first_sample.
             * @member {number|Long} first_sample
             * @memberof nanobias.v1.StreamGrant
             * @instance
             */
            StreamGrant.prototype.first_sample = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StreamGrant block_samples.
             * @member {number} block_samples
             * @memberof nanobias.v1.StreamGrant
             * @instance
             */
            StreamGrant.prototype.block_samples = 0;

            /**
             * StreamGrant sample_period_us.
             * @member {number} sample_period_us
             * @memberof nanobias.v1.StreamGrant
             * @instance
             */
            StreamGrant.prototype.sample_period_us = 0;

            /**
             * Encodes the specified StreamGrant message. Does not implicitly {@link nanobias.v1.StreamGrant.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StreamGrant
             * @static
             * @param {nanobias.v1.StreamGrant.$Properties} message StreamGrant message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StreamGrant.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stream_id != null && $Object.hasOwnProperty.call(message, "stream_id") && message.stream_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.stream_id);
                if (message.first_sample != null && $Object.hasOwnProperty.call(message, "first_sample") && (typeof message.first_sample === "object" ? message.first_sample.low || message.first_sample.high : message.first_sample !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.first_sample);
                if (message.block_samples != null && $Object.hasOwnProperty.call(message, "block_samples") && message.block_samples !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.block_samples);
                if (message.sample_period_us != null && $Object.hasOwnProperty.call(message, "sample_period_us") && message.sample_period_us !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.sample_period_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StreamGrant;
        })();

        v1.Credit = (function() {

            /**
             * Properties of a Credit.
             * @typedef {Object} nanobias.v1.Credit.$Properties
             * @property {number} [stream_id] Credit stream_id
             * @property {number} [credit_bytes] Credit credit_bytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Credit.
             * @memberof nanobias.v1
             * @interface ICredit
             * @augments nanobias.v1.Credit.$Properties
             * @deprecated Use nanobias.v1.Credit.$Properties instead.
             */

            /**
             * Shape of a Credit.
             * @typedef {nanobias.v1.Credit.$Properties} nanobias.v1.Credit.$Shape
             */

            /**
             * Constructs a new Credit.
             * @memberof nanobias.v1
             * @classdesc Represents a Credit.
             * @constructor
             * @param {nanobias.v1.Credit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Credit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Credit stream_id.
             * @member {number} stream_id
             * @memberof nanobias.v1.Credit
             * @instance
             */
            Credit.prototype.stream_id = 0;

            /**
             * Credit credit_bytes.
             * @member {number} credit_bytes
             * @memberof nanobias.v1.Credit
             * @instance
             */
            Credit.prototype.credit_bytes = 0;

            /**
             * Encodes the specified Credit message. Does not implicitly {@link nanobias.v1.Credit.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Credit
             * @static
             * @param {nanobias.v1.Credit.$Properties} message Credit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Credit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stream_id != null && $Object.hasOwnProperty.call(message, "stream_id") && message.stream_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.stream_id);
                if (message.credit_bytes != null && $Object.hasOwnProperty.call(message, "credit_bytes") && message.credit_bytes !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.credit_bytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Credit;
        })();

        v1.StopStream = (function() {

            /**
             * Properties of a StopStream.
             * @typedef {Object} nanobias.v1.StopStream.$Properties
             * @property {number} [stream_id] StopStream stream_id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StopStream.
             * @memberof nanobias.v1
             * @interface IStopStream
             * @augments nanobias.v1.StopStream.$Properties
             * @deprecated Use nanobias.v1.StopStream.$Properties instead.
             */

            /**
             * Shape of a StopStream.
             * @typedef {nanobias.v1.StopStream.$Properties} nanobias.v1.StopStream.$Shape
             */

            /**
             * Constructs a new StopStream.
             * @memberof nanobias.v1
             * @classdesc Represents a StopStream.
             * @constructor
             * @param {nanobias.v1.StopStream.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StopStream = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StopStream stream_id.
             * @member {number} stream_id
             * @memberof nanobias.v1.StopStream
             * @instance
             */
            StopStream.prototype.stream_id = 0;

            /**
             * Encodes the specified StopStream message. Does not implicitly {@link nanobias.v1.StopStream.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StopStream
             * @static
             * @param {nanobias.v1.StopStream.$Properties} message StopStream message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StopStream.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stream_id != null && $Object.hasOwnProperty.call(message, "stream_id") && message.stream_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.stream_id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StopStream;
        })();

        v1.StreamEnd = (function() {

            /**
             * Properties of a StreamEnd.
             * @typedef {Object} nanobias.v1.StreamEnd.$Properties
             * @property {number|Long} [samples_sent] StreamEnd samples_sent
             * @property {number|Long} [samples_lost] StreamEnd samples_lost
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StreamEnd.
             * @memberof nanobias.v1
             * @interface IStreamEnd
             * @augments nanobias.v1.StreamEnd.$Properties
             * @deprecated Use nanobias.v1.StreamEnd.$Properties instead.
             */

            /**
             * Shape of a StreamEnd.
             * @typedef {nanobias.v1.StreamEnd.$Properties} nanobias.v1.StreamEnd.$Shape
             */

            /**
             * Constructs a new StreamEnd.
             * @memberof nanobias.v1
             * @classdesc Represents a StreamEnd.
             * @constructor
             * @param {nanobias.v1.StreamEnd.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StreamEnd = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StreamEnd samples_sent.
             * @member {number|Long} samples_sent
             * @memberof nanobias.v1.StreamEnd
             * @instance
             */
            StreamEnd.prototype.samples_sent = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StreamEnd samples_lost.
             * @member {number|Long} samples_lost
             * @memberof nanobias.v1.StreamEnd
             * @instance
             */
            StreamEnd.prototype.samples_lost = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified StreamEnd message. Does not implicitly {@link nanobias.v1.StreamEnd.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StreamEnd
             * @static
             * @param {nanobias.v1.StreamEnd.$Properties} message StreamEnd message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StreamEnd.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.samples_sent != null && $Object.hasOwnProperty.call(message, "samples_sent") && (typeof message.samples_sent === "object" ? message.samples_sent.low || message.samples_sent.high : message.samples_sent !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.samples_sent);
                if (message.samples_lost != null && $Object.hasOwnProperty.call(message, "samples_lost") && (typeof message.samples_lost === "object" ? message.samples_lost.low || message.samples_lost.high : message.samples_lost !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.samples_lost);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StreamEnd;
        })();

        v1.SampleBlock = (function() {

            /**
             * Properties of a SampleBlock.
             * @typedef {Object} nanobias.v1.SampleBlock.$Properties
             * @property {number} [stream_id] SampleBlock stream_id
             * @property {number} [block_seq] SampleBlock block_seq
             * @property {number|Long} [first_sample] SampleBlock first_sample
             * @property {number|Long} [device_time_us] SampleBlock device_time_us
             * @property {number} [rate_Hz] SampleBlock rate_Hz
             * @property {number} [decimation] SampleBlock decimation
             * @property {number} [range_index] SampleBlock range_index
             * @property {number|Long} [full_scale_fA] SampleBlock full_scale_fA
             * @property {number} [full_scale_uV] SampleBlock full_scale_uV
             * @property {number} [bits] SampleBlock bits
             * @property {number} [calibration_id] SampleBlock calibration_id
             * @property {number} [flags] SampleBlock flags
             * @property {number|Long} [lost_before] SampleBlock lost_before
             * @property {number} [sample_count] SampleBlock sample_count
             * @property {nanobias.v1.Encoding} [encoding] SampleBlock encoding
             * @property {Uint8Array} [data] SampleBlock data
             * @property {nanobias.v1.Channel} [channel] SampleBlock channel
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SampleBlock.
             * @memberof nanobias.v1
             * @interface ISampleBlock
             * @augments nanobias.v1.SampleBlock.$Properties
             * @deprecated Use nanobias.v1.SampleBlock.$Properties instead.
             */

            /**
             * Shape of a SampleBlock.
             * @typedef {nanobias.v1.SampleBlock.$Properties} nanobias.v1.SampleBlock.$Shape
             */

            /**
             * Constructs a new SampleBlock.
             * @memberof nanobias.v1
             * @classdesc Represents a SampleBlock.
             * @constructor
             * @param {nanobias.v1.SampleBlock.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SampleBlock = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SampleBlock stream_id.
             * @member {number} stream_id
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.stream_id = 0;

            /**
             * SampleBlock block_seq.
             * @member {number} block_seq
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.block_seq = 0;

            /**
             * SampleBlock first_sample.
             * @member {number|Long} first_sample
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.first_sample = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SampleBlock device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SampleBlock rate_Hz.
             * @member {number} rate_Hz
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.rate_Hz = 0;

            /**
             * SampleBlock decimation.
             * @member {number} decimation
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.decimation = 0;

            /**
             * SampleBlock range_index.
             * @member {number} range_index
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.range_index = 0;

            /**
             * SampleBlock full_scale_fA.
             * @member {number|Long} full_scale_fA
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.full_scale_fA = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * SampleBlock full_scale_uV.
             * @member {number} full_scale_uV
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.full_scale_uV = 0;

            /**
             * SampleBlock bits.
             * @member {number} bits
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.bits = 0;

            /**
             * SampleBlock calibration_id.
             * @member {number} calibration_id
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.calibration_id = 0;

            /**
             * SampleBlock flags.
             * @member {number} flags
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.flags = 0;

            /**
             * SampleBlock lost_before.
             * @member {number|Long} lost_before
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.lost_before = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SampleBlock sample_count.
             * @member {number} sample_count
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.sample_count = 0;

            /**
             * SampleBlock encoding.
             * @member {nanobias.v1.Encoding} encoding
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.encoding = 0;

            /**
             * SampleBlock data.
             * @member {Uint8Array} data
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.data = $util.newBuffer([]);

            /**
             * SampleBlock channel.
             * @member {nanobias.v1.Channel} channel
             * @memberof nanobias.v1.SampleBlock
             * @instance
             */
            SampleBlock.prototype.channel = 0;

            /**
             * Encodes the specified SampleBlock message. Does not implicitly {@link nanobias.v1.SampleBlock.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SampleBlock
             * @static
             * @param {nanobias.v1.SampleBlock.$Properties} message SampleBlock message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SampleBlock.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stream_id != null && $Object.hasOwnProperty.call(message, "stream_id") && message.stream_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.stream_id);
                if (message.block_seq != null && $Object.hasOwnProperty.call(message, "block_seq") && message.block_seq !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.block_seq);
                if (message.first_sample != null && $Object.hasOwnProperty.call(message, "first_sample") && (typeof message.first_sample === "object" ? message.first_sample.low || message.first_sample.high : message.first_sample !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.first_sample);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.device_time_us);
                if (message.rate_Hz != null && $Object.hasOwnProperty.call(message, "rate_Hz") && message.rate_Hz !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.rate_Hz);
                if (message.decimation != null && $Object.hasOwnProperty.call(message, "decimation") && message.decimation !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.decimation);
                if (message.range_index != null && $Object.hasOwnProperty.call(message, "range_index") && message.range_index !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.range_index);
                if (message.full_scale_fA != null && $Object.hasOwnProperty.call(message, "full_scale_fA") && (typeof message.full_scale_fA === "object" ? message.full_scale_fA.low || message.full_scale_fA.high : message.full_scale_fA !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).sint64(message.full_scale_fA);
                if (message.full_scale_uV != null && $Object.hasOwnProperty.call(message, "full_scale_uV") && message.full_scale_uV !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).sint32(message.full_scale_uV);
                if (message.bits != null && $Object.hasOwnProperty.call(message, "bits") && message.bits !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.bits);
                if (message.calibration_id != null && $Object.hasOwnProperty.call(message, "calibration_id") && message.calibration_id !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.calibration_id);
                if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.flags);
                if (message.lost_before != null && $Object.hasOwnProperty.call(message, "lost_before") && (typeof message.lost_before === "object" ? message.lost_before.low || message.lost_before.high : message.lost_before !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.lost_before);
                if (message.sample_count != null && $Object.hasOwnProperty.call(message, "sample_count") && message.sample_count !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.sample_count);
                if (message.encoding != null && $Object.hasOwnProperty.call(message, "encoding") && message.encoding !== 0)
                    writer.uint32(/* id 15, wireType 0 =*/120).int32(message.encoding);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 16, wireType 2 =*/130).bytes(message.data);
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).int32(message.channel);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SampleBlock;
        })();

        /**
         * CaptureTrigger enum.
         * @name nanobias.v1.CaptureTrigger
         * @enum {number}
         * @property {number} CAPTURE_TRIGGER_UNSPECIFIED=0 CAPTURE_TRIGGER_UNSPECIFIED value
         * @property {number} CAPTURE_TRIGGER_NOW=1 CAPTURE_TRIGGER_NOW value
         * @property {number} CAPTURE_TRIGGER_ABOVE=2 CAPTURE_TRIGGER_ABOVE value
         * @property {number} CAPTURE_TRIGGER_BELOW=3 CAPTURE_TRIGGER_BELOW value
         * @property {number} CAPTURE_TRIGGER_OPENING=4 CAPTURE_TRIGGER_OPENING value
         * @property {number} CAPTURE_TRIGGER_CLOSING=5 CAPTURE_TRIGGER_CLOSING value
         */
        v1.CaptureTrigger = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CAPTURE_TRIGGER_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CAPTURE_TRIGGER_NOW"] = 1;
            values[valuesById[2] = "CAPTURE_TRIGGER_ABOVE"] = 2;
            values[valuesById[3] = "CAPTURE_TRIGGER_BELOW"] = 3;
            values[valuesById[4] = "CAPTURE_TRIGGER_OPENING"] = 4;
            values[valuesById[5] = "CAPTURE_TRIGGER_CLOSING"] = 5;
            return values;
        })();

        v1.CaptureArm = (function() {

            /**
             * Properties of a CaptureArm.
             * @typedef {Object} nanobias.v1.CaptureArm.$Properties
             * @property {nanobias.v1.Channel} [channel] CaptureArm channel
             * @property {number} [rate_Hz] CaptureArm rate_Hz
             * @property {number} [sample_count] CaptureArm sample_count
             * @property {number} [pretrigger_count] CaptureArm pretrigger_count
             * @property {nanobias.v1.CaptureTrigger} [trigger] CaptureArm trigger
             * @property {number} [level_code] CaptureArm level_code
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CaptureArm.
             * @memberof nanobias.v1
             * @interface ICaptureArm
             * @augments nanobias.v1.CaptureArm.$Properties
             * @deprecated Use nanobias.v1.CaptureArm.$Properties instead.
             */

            /**
             * Shape of a CaptureArm.
             * @typedef {nanobias.v1.CaptureArm.$Properties} nanobias.v1.CaptureArm.$Shape
             */

            /**
             * Constructs a new CaptureArm.
             * @memberof nanobias.v1
             * @classdesc Represents a CaptureArm.
             * @constructor
             * @param {nanobias.v1.CaptureArm.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CaptureArm = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CaptureArm channel.
             * @member {nanobias.v1.Channel} channel
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.channel = 0;

            /**
             * CaptureArm rate_Hz.
             * @member {number} rate_Hz
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.rate_Hz = 0;

            /**
             * CaptureArm sample_count.
             * @member {number} sample_count
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.sample_count = 0;

            /**
             * CaptureArm pretrigger_count.
             * @member {number} pretrigger_count
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.pretrigger_count = 0;

            /**
             * CaptureArm trigger.
             * @member {nanobias.v1.CaptureTrigger} trigger
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.trigger = 0;

            /**
             * CaptureArm level_code.
             * @member {number} level_code
             * @memberof nanobias.v1.CaptureArm
             * @instance
             */
            CaptureArm.prototype.level_code = 0;

            /**
             * Encodes the specified CaptureArm message. Does not implicitly {@link nanobias.v1.CaptureArm.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.CaptureArm
             * @static
             * @param {nanobias.v1.CaptureArm.$Properties} message CaptureArm message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CaptureArm.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.channel);
                if (message.rate_Hz != null && $Object.hasOwnProperty.call(message, "rate_Hz") && message.rate_Hz !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.rate_Hz);
                if (message.sample_count != null && $Object.hasOwnProperty.call(message, "sample_count") && message.sample_count !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.sample_count);
                if (message.pretrigger_count != null && $Object.hasOwnProperty.call(message, "pretrigger_count") && message.pretrigger_count !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.pretrigger_count);
                if (message.trigger != null && $Object.hasOwnProperty.call(message, "trigger") && message.trigger !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.trigger);
                if (message.level_code != null && $Object.hasOwnProperty.call(message, "level_code") && message.level_code !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.level_code);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CaptureArm;
        })();

        v1.GetCapture = (function() {

            /**
             * Properties of a GetCapture.
             * @typedef {Object} nanobias.v1.GetCapture.$Properties
             * @property {number} [capture_id] GetCapture capture_id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetCapture.
             * @memberof nanobias.v1
             * @interface IGetCapture
             * @augments nanobias.v1.GetCapture.$Properties
             * @deprecated Use nanobias.v1.GetCapture.$Properties instead.
             */

            /**
             * Shape of a GetCapture.
             * @typedef {nanobias.v1.GetCapture.$Properties} nanobias.v1.GetCapture.$Shape
             */

            /**
             * Constructs a new GetCapture.
             * @memberof nanobias.v1
             * @classdesc Represents a GetCapture.
             * @constructor
             * @param {nanobias.v1.GetCapture.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetCapture = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetCapture capture_id.
             * @member {number} capture_id
             * @memberof nanobias.v1.GetCapture
             * @instance
             */
            GetCapture.prototype.capture_id = 0;

            /**
             * Encodes the specified GetCapture message. Does not implicitly {@link nanobias.v1.GetCapture.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.GetCapture
             * @static
             * @param {nanobias.v1.GetCapture.$Properties} message GetCapture message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetCapture.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture_id != null && $Object.hasOwnProperty.call(message, "capture_id") && message.capture_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture_id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return GetCapture;
        })();

        v1.CaptureStatus = (function() {

            /**
             * Properties of a CaptureStatus.
             * @typedef {Object} nanobias.v1.CaptureStatus.$Properties
             * @property {number} [capture_id] CaptureStatus capture_id
             * @property {boolean} [is_complete] CaptureStatus is_complete
             * @property {number} [size_bytes] CaptureStatus size_bytes
             * @property {number|Long|null} [trigger_device_us] CaptureStatus trigger_device_us
             * @property {number|Long|null} [trigger_sample] CaptureStatus trigger_sample
             * @property {number|Long} [full_scale_fA] CaptureStatus full_scale_fA
             * @property {number} [full_scale_uV] CaptureStatus full_scale_uV
             * @property {number} [bits] CaptureStatus bits
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CaptureStatus.
             * @memberof nanobias.v1
             * @interface ICaptureStatus
             * @augments nanobias.v1.CaptureStatus.$Properties
             * @deprecated Use nanobias.v1.CaptureStatus.$Properties instead.
             */

            /**
             * Shape of a CaptureStatus.
             * @typedef {nanobias.v1.CaptureStatus.$Properties} nanobias.v1.CaptureStatus.$Shape
             */

            /**
             * Constructs a new CaptureStatus.
             * @memberof nanobias.v1
             * @classdesc Represents a CaptureStatus.
             * @constructor
             * @param {nanobias.v1.CaptureStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CaptureStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CaptureStatus capture_id.
             * @member {number} capture_id
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.capture_id = 0;

            /**
             * CaptureStatus is_complete.
             * @member {boolean} is_complete
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.is_complete = false;

            /**
             * CaptureStatus size_bytes.
             * @member {number} size_bytes
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.size_bytes = 0;

            /**
             * CaptureStatus trigger_device_us.
             * @member {number|Long|null} trigger_device_us
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.trigger_device_us = null;

            /**
             * CaptureStatus trigger_sample.
             * @member {number|Long|null} trigger_sample
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.trigger_sample = null;

            /**
             * CaptureStatus full_scale_fA.
             * @member {number|Long} full_scale_fA
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.full_scale_fA = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * CaptureStatus full_scale_uV.
             * @member {number} full_scale_uV
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.full_scale_uV = 0;

            /**
             * CaptureStatus bits.
             * @member {number} bits
             * @memberof nanobias.v1.CaptureStatus
             * @instance
             */
            CaptureStatus.prototype.bits = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CaptureStatus.prototype, "_trigger_device_us", {
                get: $util.oneOfGetter($oneOfFields = ["trigger_device_us"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CaptureStatus.prototype, "_trigger_sample", {
                get: $util.oneOfGetter($oneOfFields = ["trigger_sample"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified CaptureStatus message. Does not implicitly {@link nanobias.v1.CaptureStatus.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.CaptureStatus
             * @static
             * @param {nanobias.v1.CaptureStatus.$Properties} message CaptureStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CaptureStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture_id != null && $Object.hasOwnProperty.call(message, "capture_id") && message.capture_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture_id);
                if (message.is_complete != null && $Object.hasOwnProperty.call(message, "is_complete") && message.is_complete !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.is_complete);
                if (message.size_bytes != null && $Object.hasOwnProperty.call(message, "size_bytes") && message.size_bytes !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.size_bytes);
                if (message.trigger_device_us != null && $Object.hasOwnProperty.call(message, "trigger_device_us"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.trigger_device_us);
                if (message.trigger_sample != null && $Object.hasOwnProperty.call(message, "trigger_sample"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.trigger_sample);
                if (message.full_scale_fA != null && $Object.hasOwnProperty.call(message, "full_scale_fA") && (typeof message.full_scale_fA === "object" ? message.full_scale_fA.low || message.full_scale_fA.high : message.full_scale_fA !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).sint64(message.full_scale_fA);
                if (message.full_scale_uV != null && $Object.hasOwnProperty.call(message, "full_scale_uV") && message.full_scale_uV !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).sint32(message.full_scale_uV);
                if (message.bits != null && $Object.hasOwnProperty.call(message, "bits") && message.bits !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.bits);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CaptureStatus;
        })();

        v1.ReadCapture = (function() {

            /**
             * Properties of a ReadCapture.
             * @typedef {Object} nanobias.v1.ReadCapture.$Properties
             * @property {number} [capture_id] ReadCapture capture_id
             * @property {number} [offset_bytes] ReadCapture offset_bytes
             * @property {number} [length_bytes] ReadCapture length_bytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReadCapture.
             * @memberof nanobias.v1
             * @interface IReadCapture
             * @augments nanobias.v1.ReadCapture.$Properties
             * @deprecated Use nanobias.v1.ReadCapture.$Properties instead.
             */

            /**
             * Shape of a ReadCapture.
             * @typedef {nanobias.v1.ReadCapture.$Properties} nanobias.v1.ReadCapture.$Shape
             */

            /**
             * Constructs a new ReadCapture.
             * @memberof nanobias.v1
             * @classdesc Represents a ReadCapture.
             * @constructor
             * @param {nanobias.v1.ReadCapture.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReadCapture = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReadCapture capture_id.
             * @member {number} capture_id
             * @memberof nanobias.v1.ReadCapture
             * @instance
             */
            ReadCapture.prototype.capture_id = 0;

            /**
             * ReadCapture offset_bytes.
             * @member {number} offset_bytes
             * @memberof nanobias.v1.ReadCapture
             * @instance
             */
            ReadCapture.prototype.offset_bytes = 0;

            /**
             * ReadCapture length_bytes.
             * @member {number} length_bytes
             * @memberof nanobias.v1.ReadCapture
             * @instance
             */
            ReadCapture.prototype.length_bytes = 0;

            /**
             * Encodes the specified ReadCapture message. Does not implicitly {@link nanobias.v1.ReadCapture.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ReadCapture
             * @static
             * @param {nanobias.v1.ReadCapture.$Properties} message ReadCapture message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReadCapture.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture_id != null && $Object.hasOwnProperty.call(message, "capture_id") && message.capture_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture_id);
                if (message.offset_bytes != null && $Object.hasOwnProperty.call(message, "offset_bytes") && message.offset_bytes !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.offset_bytes);
                if (message.length_bytes != null && $Object.hasOwnProperty.call(message, "length_bytes") && message.length_bytes !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.length_bytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ReadCapture;
        })();

        v1.CaptureChunk = (function() {

            /**
             * Properties of a CaptureChunk.
             * @typedef {Object} nanobias.v1.CaptureChunk.$Properties
             * @property {number} [capture_id] CaptureChunk capture_id
             * @property {number} [offset_bytes] CaptureChunk offset_bytes
             * @property {number} [size_bytes] CaptureChunk size_bytes
             * @property {Uint8Array} [data] CaptureChunk data
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CaptureChunk.
             * @memberof nanobias.v1
             * @interface ICaptureChunk
             * @augments nanobias.v1.CaptureChunk.$Properties
             * @deprecated Use nanobias.v1.CaptureChunk.$Properties instead.
             */

            /**
             * Shape of a CaptureChunk.
             * @typedef {nanobias.v1.CaptureChunk.$Properties} nanobias.v1.CaptureChunk.$Shape
             */

            /**
             * Constructs a new CaptureChunk.
             * @memberof nanobias.v1
             * @classdesc Represents a CaptureChunk.
             * @constructor
             * @param {nanobias.v1.CaptureChunk.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CaptureChunk = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CaptureChunk capture_id.
             * @member {number} capture_id
             * @memberof nanobias.v1.CaptureChunk
             * @instance
             */
            CaptureChunk.prototype.capture_id = 0;

            /**
             * CaptureChunk offset_bytes.
             * @member {number} offset_bytes
             * @memberof nanobias.v1.CaptureChunk
             * @instance
             */
            CaptureChunk.prototype.offset_bytes = 0;

            /**
             * CaptureChunk size_bytes.
             * @member {number} size_bytes
             * @memberof nanobias.v1.CaptureChunk
             * @instance
             */
            CaptureChunk.prototype.size_bytes = 0;

            /**
             * CaptureChunk data.
             * @member {Uint8Array} data
             * @memberof nanobias.v1.CaptureChunk
             * @instance
             */
            CaptureChunk.prototype.data = $util.newBuffer([]);

            /**
             * Encodes the specified CaptureChunk message. Does not implicitly {@link nanobias.v1.CaptureChunk.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.CaptureChunk
             * @static
             * @param {nanobias.v1.CaptureChunk.$Properties} message CaptureChunk message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CaptureChunk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture_id != null && $Object.hasOwnProperty.call(message, "capture_id") && message.capture_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture_id);
                if (message.offset_bytes != null && $Object.hasOwnProperty.call(message, "offset_bytes") && message.offset_bytes !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.offset_bytes);
                if (message.size_bytes != null && $Object.hasOwnProperty.call(message, "size_bytes") && message.size_bytes !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.size_bytes);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.data);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CaptureChunk;
        })();

        v1.Mark = (function() {

            /**
             * Properties of a Mark.
             * @typedef {Object} nanobias.v1.Mark.$Properties
             * @property {string} [label] Mark label
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Mark.
             * @memberof nanobias.v1
             * @interface IMark
             * @augments nanobias.v1.Mark.$Properties
             * @deprecated Use nanobias.v1.Mark.$Properties instead.
             */

            /**
             * Shape of a Mark.
             * @typedef {nanobias.v1.Mark.$Properties} nanobias.v1.Mark.$Shape
             */

            /**
             * Constructs a new Mark.
             * @memberof nanobias.v1
             * @classdesc Represents a Mark.
             * @constructor
             * @param {nanobias.v1.Mark.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Mark = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Mark label.
             * @member {string} label
             * @memberof nanobias.v1.Mark
             * @instance
             */
            Mark.prototype.label = "";

            /**
             * Encodes the specified Mark message. Does not implicitly {@link nanobias.v1.Mark.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Mark
             * @static
             * @param {nanobias.v1.Mark.$Properties} message Mark message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Mark.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.label != null && $Object.hasOwnProperty.call(message, "label") && message.label !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.label);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Mark;
        })();

        v1.MarkResult = (function() {

            /**
             * Properties of a MarkResult.
             * @typedef {Object} nanobias.v1.MarkResult.$Properties
             * @property {number|Long} [device_time_us] MarkResult device_time_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MarkResult.
             * @memberof nanobias.v1
             * @interface IMarkResult
             * @augments nanobias.v1.MarkResult.$Properties
             * @deprecated Use nanobias.v1.MarkResult.$Properties instead.
             */

            /**
             * Shape of a MarkResult.
             * @typedef {nanobias.v1.MarkResult.$Properties} nanobias.v1.MarkResult.$Shape
             */

            /**
             * Constructs a new MarkResult.
             * @memberof nanobias.v1
             * @classdesc Represents a MarkResult.
             * @constructor
             * @param {nanobias.v1.MarkResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MarkResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MarkResult device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.MarkResult
             * @instance
             */
            MarkResult.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified MarkResult message. Does not implicitly {@link nanobias.v1.MarkResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.MarkResult
             * @static
             * @param {nanobias.v1.MarkResult.$Properties} message MarkResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MarkResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.device_time_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return MarkResult;
        })();

        v1.AcquireLease = (function() {

            /**
             * Properties of an AcquireLease.
             * @typedef {Object} nanobias.v1.AcquireLease.$Properties
             * @property {number} [lease_us] AcquireLease lease_us
             * @property {nanobias.v1.Adoption.$Properties|null} [adoption] AcquireLease adoption
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AcquireLease.
             * @memberof nanobias.v1
             * @interface IAcquireLease
             * @augments nanobias.v1.AcquireLease.$Properties
             * @deprecated Use nanobias.v1.AcquireLease.$Properties instead.
             */

            /**
             * Shape of an AcquireLease.
             * @typedef {nanobias.v1.AcquireLease.$Properties} nanobias.v1.AcquireLease.$Shape
             */

            /**
             * Constructs a new AcquireLease.
             * @memberof nanobias.v1
             * @classdesc Represents an AcquireLease.
             * @constructor
             * @param {nanobias.v1.AcquireLease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AcquireLease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AcquireLease lease_us.
             * @member {number} lease_us
             * @memberof nanobias.v1.AcquireLease
             * @instance
             */
            AcquireLease.prototype.lease_us = 0;

            /**
             * AcquireLease adoption.
             * @member {nanobias.v1.Adoption|null} adoption
             * @memberof nanobias.v1.AcquireLease
             * @instance
             */
            AcquireLease.prototype.adoption = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(AcquireLease.prototype, "_adoption", {
                get: $util.oneOfGetter($oneOfFields = ["adoption"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified AcquireLease message. Does not implicitly {@link nanobias.v1.AcquireLease.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.AcquireLease
             * @static
             * @param {nanobias.v1.AcquireLease.$Properties} message AcquireLease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AcquireLease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_us != null && $Object.hasOwnProperty.call(message, "lease_us") && message.lease_us !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_us);
                if (message.adoption != null && $Object.hasOwnProperty.call(message, "adoption"))
                    $root.nanobias.v1.Adoption.encode(message.adoption, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AcquireLease;
        })();

        v1.Adoption = (function() {

            /**
             * Properties of an Adoption.
             * @typedef {Object} nanobias.v1.Adoption.$Properties
             * @property {number} [token] Adoption token
             * @property {number} [lease_epoch] Adoption lease_epoch
             * @property {number} [output_epoch] Adoption output_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Adoption.
             * @memberof nanobias.v1
             * @interface IAdoption
             * @augments nanobias.v1.Adoption.$Properties
             * @deprecated Use nanobias.v1.Adoption.$Properties instead.
             */

            /**
             * Shape of an Adoption.
             * @typedef {nanobias.v1.Adoption.$Properties} nanobias.v1.Adoption.$Shape
             */

            /**
             * Constructs a new Adoption.
             * @memberof nanobias.v1
             * @classdesc Represents an Adoption.
             * @constructor
             * @param {nanobias.v1.Adoption.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Adoption = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Adoption token.
             * @member {number} token
             * @memberof nanobias.v1.Adoption
             * @instance
             */
            Adoption.prototype.token = 0;

            /**
             * Adoption lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.Adoption
             * @instance
             */
            Adoption.prototype.lease_epoch = 0;

            /**
             * Adoption output_epoch.
             * @member {number} output_epoch
             * @memberof nanobias.v1.Adoption
             * @instance
             */
            Adoption.prototype.output_epoch = 0;

            /**
             * Encodes the specified Adoption message. Does not implicitly {@link nanobias.v1.Adoption.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Adoption
             * @static
             * @param {nanobias.v1.Adoption.$Properties} message Adoption message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Adoption.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.token);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.lease_epoch);
                if (message.output_epoch != null && $Object.hasOwnProperty.call(message, "output_epoch") && message.output_epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.output_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Adoption;
        })();

        v1.RenewLease = (function() {

            /**
             * Properties of a RenewLease.
             * @typedef {Object} nanobias.v1.RenewLease.$Properties
             * @property {number} [lease_epoch] RenewLease lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RenewLease.
             * @memberof nanobias.v1
             * @interface IRenewLease
             * @augments nanobias.v1.RenewLease.$Properties
             * @deprecated Use nanobias.v1.RenewLease.$Properties instead.
             */

            /**
             * Shape of a RenewLease.
             * @typedef {nanobias.v1.RenewLease.$Properties} nanobias.v1.RenewLease.$Shape
             */

            /**
             * Constructs a new RenewLease.
             * @memberof nanobias.v1
             * @classdesc Represents a RenewLease.
             * @constructor
             * @param {nanobias.v1.RenewLease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RenewLease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RenewLease lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.RenewLease
             * @instance
             */
            RenewLease.prototype.lease_epoch = 0;

            /**
             * Encodes the specified RenewLease message. Does not implicitly {@link nanobias.v1.RenewLease.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.RenewLease
             * @static
             * @param {nanobias.v1.RenewLease.$Properties} message RenewLease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RenewLease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return RenewLease;
        })();

        v1.ReleaseLease = (function() {

            /**
             * Properties of a ReleaseLease.
             * @typedef {Object} nanobias.v1.ReleaseLease.$Properties
             * @property {number} [lease_epoch] ReleaseLease lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReleaseLease.
             * @memberof nanobias.v1
             * @interface IReleaseLease
             * @augments nanobias.v1.ReleaseLease.$Properties
             * @deprecated Use nanobias.v1.ReleaseLease.$Properties instead.
             */

            /**
             * Shape of a ReleaseLease.
             * @typedef {nanobias.v1.ReleaseLease.$Properties} nanobias.v1.ReleaseLease.$Shape
             */

            /**
             * Constructs a new ReleaseLease.
             * @memberof nanobias.v1
             * @classdesc Represents a ReleaseLease.
             * @constructor
             * @param {nanobias.v1.ReleaseLease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReleaseLease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReleaseLease lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.ReleaseLease
             * @instance
             */
            ReleaseLease.prototype.lease_epoch = 0;

            /**
             * Encodes the specified ReleaseLease message. Does not implicitly {@link nanobias.v1.ReleaseLease.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ReleaseLease
             * @static
             * @param {nanobias.v1.ReleaseLease.$Properties} message ReleaseLease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReleaseLease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ReleaseLease;
        })();

        v1.LeaseGrant = (function() {

            /**
             * Properties of a LeaseGrant.
             * @typedef {Object} nanobias.v1.LeaseGrant.$Properties
             * @property {number} [lease_epoch] LeaseGrant lease_epoch
             * @property {number} [lease_us] LeaseGrant lease_us
             * @property {number|Long} [expires_device_us] LeaseGrant expires_device_us
             * @property {number|null} [adoption_token] LeaseGrant adoption_token
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LeaseGrant.
             * @memberof nanobias.v1
             * @interface ILeaseGrant
             * @augments nanobias.v1.LeaseGrant.$Properties
             * @deprecated Use nanobias.v1.LeaseGrant.$Properties instead.
             */

            /**
             * Shape of a LeaseGrant.
             * @typedef {nanobias.v1.LeaseGrant.$Properties} nanobias.v1.LeaseGrant.$Shape
             */

            /**
             * Constructs a new LeaseGrant.
             * @memberof nanobias.v1
             * @classdesc Represents a LeaseGrant.
             * @constructor
             * @param {nanobias.v1.LeaseGrant.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LeaseGrant = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LeaseGrant lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.LeaseGrant
             * @instance
             */
            LeaseGrant.prototype.lease_epoch = 0;

            /**
             * LeaseGrant lease_us.
             * @member {number} lease_us
             * @memberof nanobias.v1.LeaseGrant
             * @instance
             */
            LeaseGrant.prototype.lease_us = 0;

            /**
             * LeaseGrant expires_device_us.
             * @member {number|Long} expires_device_us
             * @memberof nanobias.v1.LeaseGrant
             * @instance
             */
            LeaseGrant.prototype.expires_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * LeaseGrant adoption_token.
             * @member {number|null} adoption_token
             * @memberof nanobias.v1.LeaseGrant
             * @instance
             */
            LeaseGrant.prototype.adoption_token = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(LeaseGrant.prototype, "_adoption_token", {
                get: $util.oneOfGetter($oneOfFields = ["adoption_token"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified LeaseGrant message. Does not implicitly {@link nanobias.v1.LeaseGrant.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.LeaseGrant
             * @static
             * @param {nanobias.v1.LeaseGrant.$Properties} message LeaseGrant message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LeaseGrant.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.lease_us != null && $Object.hasOwnProperty.call(message, "lease_us") && message.lease_us !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.lease_us);
                if (message.expires_device_us != null && $Object.hasOwnProperty.call(message, "expires_device_us") && (typeof message.expires_device_us === "object" ? message.expires_device_us.low || message.expires_device_us.high : message.expires_device_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.expires_device_us);
                if (message.adoption_token != null && $Object.hasOwnProperty.call(message, "adoption_token"))
                    writer.uint32(/* id 4, wireType 5 =*/37).fixed32(message.adoption_token);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return LeaseGrant;
        })();

        v1.Arm = (function() {

            /**
             * Properties of an Arm.
             * @typedef {Object} nanobias.v1.Arm.$Properties
             * @property {number} [limits_digest] Arm limits_digest
             * @property {number} [lease_epoch] Arm lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Arm.
             * @memberof nanobias.v1
             * @interface IArm
             * @augments nanobias.v1.Arm.$Properties
             * @deprecated Use nanobias.v1.Arm.$Properties instead.
             */

            /**
             * Shape of an Arm.
             * @typedef {nanobias.v1.Arm.$Properties} nanobias.v1.Arm.$Shape
             */

            /**
             * Constructs a new Arm.
             * @memberof nanobias.v1
             * @classdesc Represents an Arm.
             * @constructor
             * @param {nanobias.v1.Arm.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Arm = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Arm limits_digest.
             * @member {number} limits_digest
             * @memberof nanobias.v1.Arm
             * @instance
             */
            Arm.prototype.limits_digest = 0;

            /**
             * Arm lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.Arm
             * @instance
             */
            Arm.prototype.lease_epoch = 0;

            /**
             * Encodes the specified Arm message. Does not implicitly {@link nanobias.v1.Arm.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Arm
             * @static
             * @param {nanobias.v1.Arm.$Properties} message Arm message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Arm.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.limits_digest != null && $Object.hasOwnProperty.call(message, "limits_digest") && message.limits_digest !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.limits_digest);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Arm;
        })();

        v1.ArmGrant = (function() {

            /**
             * Properties of an ArmGrant.
             * @typedef {Object} nanobias.v1.ArmGrant.$Properties
             * @property {number} [token] ArmGrant token
             * @property {number|Long} [expires_device_us] ArmGrant expires_device_us
             * @property {number} [open_circuit_uV] ArmGrant open_circuit_uV
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ArmGrant.
             * @memberof nanobias.v1
             * @interface IArmGrant
             * @augments nanobias.v1.ArmGrant.$Properties
             * @deprecated Use nanobias.v1.ArmGrant.$Properties instead.
             */

            /**
             * Shape of an ArmGrant.
             * @typedef {nanobias.v1.ArmGrant.$Properties} nanobias.v1.ArmGrant.$Shape
             */

            /**
             * Constructs a new ArmGrant.
             * @memberof nanobias.v1
             * @classdesc Represents an ArmGrant.
             * @constructor
             * @param {nanobias.v1.ArmGrant.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ArmGrant = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ArmGrant token.
             * @member {number} token
             * @memberof nanobias.v1.ArmGrant
             * @instance
             */
            ArmGrant.prototype.token = 0;

            /**
             * ArmGrant expires_device_us.
             * @member {number|Long} expires_device_us
             * @memberof nanobias.v1.ArmGrant
             * @instance
             */
            ArmGrant.prototype.expires_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ArmGrant open_circuit_uV.
             * @member {number} open_circuit_uV
             * @memberof nanobias.v1.ArmGrant
             * @instance
             */
            ArmGrant.prototype.open_circuit_uV = 0;

            /**
             * Encodes the specified ArmGrant message. Does not implicitly {@link nanobias.v1.ArmGrant.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ArmGrant
             * @static
             * @param {nanobias.v1.ArmGrant.$Properties} message ArmGrant message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ArmGrant.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.token);
                if (message.expires_device_us != null && $Object.hasOwnProperty.call(message, "expires_device_us") && (typeof message.expires_device_us === "object" ? message.expires_device_us.low || message.expires_device_us.high : message.expires_device_us !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.expires_device_us);
                if (message.open_circuit_uV != null && $Object.hasOwnProperty.call(message, "open_circuit_uV") && message.open_circuit_uV !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.open_circuit_uV);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ArmGrant;
        })();

        v1.Enable = (function() {

            /**
             * Properties of an Enable.
             * @typedef {Object} nanobias.v1.Enable.$Properties
             * @property {number} [token] Enable token
             * @property {number} [limits_digest] Enable limits_digest
             * @property {number} [expected_epoch] Enable expected_epoch
             * @property {number|Long} [not_after_device_us] Enable not_after_device_us
             * @property {number} [lease_epoch] Enable lease_epoch
             * @property {number|Long|null} [autonomous_us_max] Enable autonomous_us_max
             * @property {number|Long|null} [autonomous_fC_max] Enable autonomous_fC_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Enable.
             * @memberof nanobias.v1
             * @interface IEnable
             * @augments nanobias.v1.Enable.$Properties
             * @deprecated Use nanobias.v1.Enable.$Properties instead.
             */

            /**
             * Shape of an Enable.
             * @typedef {nanobias.v1.Enable.$Properties} nanobias.v1.Enable.$Shape
             */

            /**
             * Constructs a new Enable.
             * @memberof nanobias.v1
             * @classdesc Represents an Enable.
             * @constructor
             * @param {nanobias.v1.Enable.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Enable = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Enable token.
             * @member {number} token
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.token = 0;

            /**
             * Enable limits_digest.
             * @member {number} limits_digest
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.limits_digest = 0;

            /**
             * Enable expected_epoch.
             * @member {number} expected_epoch
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.expected_epoch = 0;

            /**
             * Enable not_after_device_us.
             * @member {number|Long} not_after_device_us
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.not_after_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Enable lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.lease_epoch = 0;

            /**
             * Enable autonomous_us_max.
             * @member {number|Long|null} autonomous_us_max
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.autonomous_us_max = null;

            /**
             * Enable autonomous_fC_max.
             * @member {number|Long|null} autonomous_fC_max
             * @memberof nanobias.v1.Enable
             * @instance
             */
            Enable.prototype.autonomous_fC_max = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Enable.prototype, "_autonomous_us_max", {
                get: $util.oneOfGetter($oneOfFields = ["autonomous_us_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Enable.prototype, "_autonomous_fC_max", {
                get: $util.oneOfGetter($oneOfFields = ["autonomous_fC_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Enable message. Does not implicitly {@link nanobias.v1.Enable.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Enable
             * @static
             * @param {nanobias.v1.Enable.$Properties} message Enable message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Enable.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.token);
                if (message.limits_digest != null && $Object.hasOwnProperty.call(message, "limits_digest") && message.limits_digest !== 0)
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.limits_digest);
                if (message.expected_epoch != null && $Object.hasOwnProperty.call(message, "expected_epoch") && message.expected_epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.expected_epoch);
                if (message.not_after_device_us != null && $Object.hasOwnProperty.call(message, "not_after_device_us") && (typeof message.not_after_device_us === "object" ? message.not_after_device_us.low || message.not_after_device_us.high : message.not_after_device_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.not_after_device_us);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.lease_epoch);
                if (message.autonomous_us_max != null && $Object.hasOwnProperty.call(message, "autonomous_us_max"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.autonomous_us_max);
                if (message.autonomous_fC_max != null && $Object.hasOwnProperty.call(message, "autonomous_fC_max"))
                    writer.uint32(/* id 7, wireType 0 =*/56).sint64(message.autonomous_fC_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Enable;
        })();

        v1.EnableResult = (function() {

            /**
             * Properties of an EnableResult.
             * @typedef {Object} nanobias.v1.EnableResult.$Properties
             * @property {number} [open_circuit_uV] EnableResult open_circuit_uV
             * @property {number} [bias_setpoint_uV] EnableResult bias_setpoint_uV
             * @property {boolean} [is_switch_closed] EnableResult is_switch_closed
             * @property {number|Long} [device_time_us] EnableResult device_time_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EnableResult.
             * @memberof nanobias.v1
             * @interface IEnableResult
             * @augments nanobias.v1.EnableResult.$Properties
             * @deprecated Use nanobias.v1.EnableResult.$Properties instead.
             */

            /**
             * Shape of an EnableResult.
             * @typedef {nanobias.v1.EnableResult.$Properties} nanobias.v1.EnableResult.$Shape
             */

            /**
             * Constructs a new EnableResult.
             * @memberof nanobias.v1
             * @classdesc Represents an EnableResult.
             * @constructor
             * @param {nanobias.v1.EnableResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EnableResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EnableResult open_circuit_uV.
             * @member {number} open_circuit_uV
             * @memberof nanobias.v1.EnableResult
             * @instance
             */
            EnableResult.prototype.open_circuit_uV = 0;

            /**
             * EnableResult bias_setpoint_uV.
             * @member {number} bias_setpoint_uV
             * @memberof nanobias.v1.EnableResult
             * @instance
             */
            EnableResult.prototype.bias_setpoint_uV = 0;

            /**
             * EnableResult is_switch_closed.
             * @member {boolean} is_switch_closed
             * @memberof nanobias.v1.EnableResult
             * @instance
             */
            EnableResult.prototype.is_switch_closed = false;

            /**
             * EnableResult device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.EnableResult
             * @instance
             */
            EnableResult.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified EnableResult message. Does not implicitly {@link nanobias.v1.EnableResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.EnableResult
             * @static
             * @param {nanobias.v1.EnableResult.$Properties} message EnableResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EnableResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.open_circuit_uV != null && $Object.hasOwnProperty.call(message, "open_circuit_uV") && message.open_circuit_uV !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.open_circuit_uV);
                if (message.bias_setpoint_uV != null && $Object.hasOwnProperty.call(message, "bias_setpoint_uV") && message.bias_setpoint_uV !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.bias_setpoint_uV);
                if (message.is_switch_closed != null && $Object.hasOwnProperty.call(message, "is_switch_closed") && message.is_switch_closed !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.is_switch_closed);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.device_time_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return EnableResult;
        })();

        v1.SetBias = (function() {

            /**
             * Properties of a SetBias.
             * @typedef {Object} nanobias.v1.SetBias.$Properties
             * @property {number} [target_uV] SetBias target_uV
             * @property {number} [slew_nV_per_s] SetBias slew_nV_per_s
             * @property {number} [expected_epoch] SetBias expected_epoch
             * @property {number|Long} [not_after_device_us] SetBias not_after_device_us
             * @property {number} [lease_epoch] SetBias lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SetBias.
             * @memberof nanobias.v1
             * @interface ISetBias
             * @augments nanobias.v1.SetBias.$Properties
             * @deprecated Use nanobias.v1.SetBias.$Properties instead.
             */

            /**
             * Shape of a SetBias.
             * @typedef {nanobias.v1.SetBias.$Properties} nanobias.v1.SetBias.$Shape
             */

            /**
             * Constructs a new SetBias.
             * @memberof nanobias.v1
             * @classdesc Represents a SetBias.
             * @constructor
             * @param {nanobias.v1.SetBias.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SetBias = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SetBias target_uV.
             * @member {number} target_uV
             * @memberof nanobias.v1.SetBias
             * @instance
             */
            SetBias.prototype.target_uV = 0;

            /**
             * SetBias slew_nV_per_s.
             * @member {number} slew_nV_per_s
             * @memberof nanobias.v1.SetBias
             * @instance
             */
            SetBias.prototype.slew_nV_per_s = 0;

            /**
             * SetBias expected_epoch.
             * @member {number} expected_epoch
             * @memberof nanobias.v1.SetBias
             * @instance
             */
            SetBias.prototype.expected_epoch = 0;

            /**
             * SetBias not_after_device_us.
             * @member {number|Long} not_after_device_us
             * @memberof nanobias.v1.SetBias
             * @instance
             */
            SetBias.prototype.not_after_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SetBias lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.SetBias
             * @instance
             */
            SetBias.prototype.lease_epoch = 0;

            /**
             * Encodes the specified SetBias message. Does not implicitly {@link nanobias.v1.SetBias.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SetBias
             * @static
             * @param {nanobias.v1.SetBias.$Properties} message SetBias message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SetBias.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.target_uV != null && $Object.hasOwnProperty.call(message, "target_uV") && message.target_uV !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.target_uV);
                if (message.slew_nV_per_s != null && $Object.hasOwnProperty.call(message, "slew_nV_per_s") && message.slew_nV_per_s !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.slew_nV_per_s);
                if (message.expected_epoch != null && $Object.hasOwnProperty.call(message, "expected_epoch") && message.expected_epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.expected_epoch);
                if (message.not_after_device_us != null && $Object.hasOwnProperty.call(message, "not_after_device_us") && (typeof message.not_after_device_us === "object" ? message.not_after_device_us.low || message.not_after_device_us.high : message.not_after_device_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.not_after_device_us);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SetBias;
        })();

        v1.SetBiasResult = (function() {

            /**
             * Properties of a SetBiasResult.
             * @typedef {Object} nanobias.v1.SetBiasResult.$Properties
             * @property {number} [start_uV] SetBiasResult start_uV
             * @property {number} [target_uV] SetBiasResult target_uV
             * @property {number|Long} [start_device_us] SetBiasResult start_device_us
             * @property {number|Long} [arrival_device_us] SetBiasResult arrival_device_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SetBiasResult.
             * @memberof nanobias.v1
             * @interface ISetBiasResult
             * @augments nanobias.v1.SetBiasResult.$Properties
             * @deprecated Use nanobias.v1.SetBiasResult.$Properties instead.
             */

            /**
             * Shape of a SetBiasResult.
             * @typedef {nanobias.v1.SetBiasResult.$Properties} nanobias.v1.SetBiasResult.$Shape
             */

            /**
             * Constructs a new SetBiasResult.
             * @memberof nanobias.v1
             * @classdesc Represents a SetBiasResult.
             * @constructor
             * @param {nanobias.v1.SetBiasResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SetBiasResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SetBiasResult start_uV.
             * @member {number} start_uV
             * @memberof nanobias.v1.SetBiasResult
             * @instance
             */
            SetBiasResult.prototype.start_uV = 0;

            /**
             * SetBiasResult target_uV.
             * @member {number} target_uV
             * @memberof nanobias.v1.SetBiasResult
             * @instance
             */
            SetBiasResult.prototype.target_uV = 0;

            /**
             * SetBiasResult start_device_us.
             * @member {number|Long} start_device_us
             * @memberof nanobias.v1.SetBiasResult
             * @instance
             */
            SetBiasResult.prototype.start_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SetBiasResult arrival_device_us.
             * @member {number|Long} arrival_device_us
             * @memberof nanobias.v1.SetBiasResult
             * @instance
             */
            SetBiasResult.prototype.arrival_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified SetBiasResult message. Does not implicitly {@link nanobias.v1.SetBiasResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SetBiasResult
             * @static
             * @param {nanobias.v1.SetBiasResult.$Properties} message SetBiasResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SetBiasResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.start_uV != null && $Object.hasOwnProperty.call(message, "start_uV") && message.start_uV !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.start_uV);
                if (message.target_uV != null && $Object.hasOwnProperty.call(message, "target_uV") && message.target_uV !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.target_uV);
                if (message.start_device_us != null && $Object.hasOwnProperty.call(message, "start_device_us") && (typeof message.start_device_us === "object" ? message.start_device_us.low || message.start_device_us.high : message.start_device_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.start_device_us);
                if (message.arrival_device_us != null && $Object.hasOwnProperty.call(message, "arrival_device_us") && (typeof message.arrival_device_us === "object" ? message.arrival_device_us.low || message.arrival_device_us.high : message.arrival_device_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.arrival_device_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SetBiasResult;
        })();

        v1.SetCurrent = (function() {

            /**
             * Properties of a SetCurrent.
             * @typedef {Object} nanobias.v1.SetCurrent.$Properties
             * @property {number|Long} [target_fA] SetCurrent target_fA
             * @property {number|null} [slew_nV_per_s] SetCurrent slew_nV_per_s
             * @property {number|null} [compliance_uV_min] SetCurrent compliance_uV_min
             * @property {number|null} [compliance_uV_max] SetCurrent compliance_uV_max
             * @property {number} [expected_epoch] SetCurrent expected_epoch
             * @property {number|Long} [not_after_device_us] SetCurrent not_after_device_us
             * @property {number} [lease_epoch] SetCurrent lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SetCurrent.
             * @memberof nanobias.v1
             * @interface ISetCurrent
             * @augments nanobias.v1.SetCurrent.$Properties
             * @deprecated Use nanobias.v1.SetCurrent.$Properties instead.
             */

            /**
             * Shape of a SetCurrent.
             * @typedef {nanobias.v1.SetCurrent.$Properties} nanobias.v1.SetCurrent.$Shape
             */

            /**
             * Constructs a new SetCurrent.
             * @memberof nanobias.v1
             * @classdesc Represents a SetCurrent.
             * @constructor
             * @param {nanobias.v1.SetCurrent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SetCurrent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SetCurrent target_fA.
             * @member {number|Long} target_fA
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.target_fA = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * SetCurrent slew_nV_per_s.
             * @member {number|null} slew_nV_per_s
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.slew_nV_per_s = null;

            /**
             * SetCurrent compliance_uV_min.
             * @member {number|null} compliance_uV_min
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.compliance_uV_min = null;

            /**
             * SetCurrent compliance_uV_max.
             * @member {number|null} compliance_uV_max
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.compliance_uV_max = null;

            /**
             * SetCurrent expected_epoch.
             * @member {number} expected_epoch
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.expected_epoch = 0;

            /**
             * SetCurrent not_after_device_us.
             * @member {number|Long} not_after_device_us
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.not_after_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SetCurrent lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.SetCurrent
             * @instance
             */
            SetCurrent.prototype.lease_epoch = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SetCurrent.prototype, "_slew_nV_per_s", {
                get: $util.oneOfGetter($oneOfFields = ["slew_nV_per_s"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SetCurrent.prototype, "_compliance_uV_min", {
                get: $util.oneOfGetter($oneOfFields = ["compliance_uV_min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SetCurrent.prototype, "_compliance_uV_max", {
                get: $util.oneOfGetter($oneOfFields = ["compliance_uV_max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified SetCurrent message. Does not implicitly {@link nanobias.v1.SetCurrent.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SetCurrent
             * @static
             * @param {nanobias.v1.SetCurrent.$Properties} message SetCurrent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SetCurrent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.target_fA != null && $Object.hasOwnProperty.call(message, "target_fA") && (typeof message.target_fA === "object" ? message.target_fA.low || message.target_fA.high : message.target_fA !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).sint64(message.target_fA);
                if (message.slew_nV_per_s != null && $Object.hasOwnProperty.call(message, "slew_nV_per_s"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.slew_nV_per_s);
                if (message.compliance_uV_min != null && $Object.hasOwnProperty.call(message, "compliance_uV_min"))
                    writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.compliance_uV_min);
                if (message.compliance_uV_max != null && $Object.hasOwnProperty.call(message, "compliance_uV_max"))
                    writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.compliance_uV_max);
                if (message.expected_epoch != null && $Object.hasOwnProperty.call(message, "expected_epoch") && message.expected_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.expected_epoch);
                if (message.not_after_device_us != null && $Object.hasOwnProperty.call(message, "not_after_device_us") && (typeof message.not_after_device_us === "object" ? message.not_after_device_us.low || message.not_after_device_us.high : message.not_after_device_us !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.not_after_device_us);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SetCurrent;
        })();

        v1.SetCurrentResult = (function() {

            /**
             * Properties of a SetCurrentResult.
             * @typedef {Object} nanobias.v1.SetCurrentResult.$Properties
             * @property {number|Long} [target_fA] SetCurrentResult target_fA
             * @property {number} [compliance_uV_min] SetCurrentResult compliance_uV_min
             * @property {number} [compliance_uV_max] SetCurrentResult compliance_uV_max
             * @property {number|Long} [start_device_us] SetCurrentResult start_device_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SetCurrentResult.
             * @memberof nanobias.v1
             * @interface ISetCurrentResult
             * @augments nanobias.v1.SetCurrentResult.$Properties
             * @deprecated Use nanobias.v1.SetCurrentResult.$Properties instead.
             */

            /**
             * Shape of a SetCurrentResult.
             * @typedef {nanobias.v1.SetCurrentResult.$Properties} nanobias.v1.SetCurrentResult.$Shape
             */

            /**
             * Constructs a new SetCurrentResult.
             * @memberof nanobias.v1
             * @classdesc Represents a SetCurrentResult.
             * @constructor
             * @param {nanobias.v1.SetCurrentResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SetCurrentResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SetCurrentResult target_fA.
             * @member {number|Long} target_fA
             * @memberof nanobias.v1.SetCurrentResult
             * @instance
             */
            SetCurrentResult.prototype.target_fA = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * SetCurrentResult compliance_uV_min.
             * @member {number} compliance_uV_min
             * @memberof nanobias.v1.SetCurrentResult
             * @instance
             */
            SetCurrentResult.prototype.compliance_uV_min = 0;

            /**
             * SetCurrentResult compliance_uV_max.
             * @member {number} compliance_uV_max
             * @memberof nanobias.v1.SetCurrentResult
             * @instance
             */
            SetCurrentResult.prototype.compliance_uV_max = 0;

            /**
             * SetCurrentResult start_device_us.
             * @member {number|Long} start_device_us
             * @memberof nanobias.v1.SetCurrentResult
             * @instance
             */
            SetCurrentResult.prototype.start_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified SetCurrentResult message. Does not implicitly {@link nanobias.v1.SetCurrentResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.SetCurrentResult
             * @static
             * @param {nanobias.v1.SetCurrentResult.$Properties} message SetCurrentResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SetCurrentResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.target_fA != null && $Object.hasOwnProperty.call(message, "target_fA") && (typeof message.target_fA === "object" ? message.target_fA.low || message.target_fA.high : message.target_fA !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).sint64(message.target_fA);
                if (message.compliance_uV_min != null && $Object.hasOwnProperty.call(message, "compliance_uV_min") && message.compliance_uV_min !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.compliance_uV_min);
                if (message.compliance_uV_max != null && $Object.hasOwnProperty.call(message, "compliance_uV_max") && message.compliance_uV_max !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.compliance_uV_max);
                if (message.start_device_us != null && $Object.hasOwnProperty.call(message, "start_device_us") && (typeof message.start_device_us === "object" ? message.start_device_us.low || message.start_device_us.high : message.start_device_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.start_device_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SetCurrentResult;
        })();

        /**
         * StepKind enum.
         * @name nanobias.v1.StepKind
         * @enum {number}
         * @property {number} STEP_KIND_UNSPECIFIED=0 STEP_KIND_UNSPECIFIED value
         * @property {number} STEP_KIND_LEAK_CHECK=1 STEP_KIND_LEAK_CHECK value
         * @property {number} STEP_KIND_HOLD=2 STEP_KIND_HOLD value
         * @property {number} STEP_KIND_OPEN=3 STEP_KIND_OPEN value
         * @property {number} STEP_KIND_RAMP=4 STEP_KIND_RAMP value
         * @property {number} STEP_KIND_CURRENT=5 STEP_KIND_CURRENT value
         * @property {number} STEP_KIND_LOOP=6 STEP_KIND_LOOP value
         * @property {number} STEP_KIND_MARK=7 STEP_KIND_MARK value
         */
        v1.StepKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STEP_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "STEP_KIND_LEAK_CHECK"] = 1;
            values[valuesById[2] = "STEP_KIND_HOLD"] = 2;
            values[valuesById[3] = "STEP_KIND_OPEN"] = 3;
            values[valuesById[4] = "STEP_KIND_RAMP"] = 4;
            values[valuesById[5] = "STEP_KIND_CURRENT"] = 5;
            values[valuesById[6] = "STEP_KIND_LOOP"] = 6;
            values[valuesById[7] = "STEP_KIND_MARK"] = 7;
            return values;
        })();

        v1.ProgramStep = (function() {

            /**
             * Properties of a ProgramStep.
             * @typedef {Object} nanobias.v1.ProgramStep.$Properties
             * @property {nanobias.v1.StepKind} [kind] ProgramStep kind
             * @property {number|null} [bias_uV] ProgramStep bias_uV
             * @property {number|null} [slew_nV_per_s] ProgramStep slew_nV_per_s
             * @property {number|Long} [duration_us] ProgramStep duration_us
             * @property {number|null} [bias_change_uV] ProgramStep bias_change_uV
             * @property {number|Long|null} [current_fA] ProgramStep current_fA
             * @property {number|null} [loop_to_index] ProgramStep loop_to_index
             * @property {number|null} [loop_count] ProgramStep loop_count
             * @property {number|null} [mark] ProgramStep mark
             * @property {number|null} [until_bias_uV_above] ProgramStep until_bias_uV_above
             * @property {number|null} [until_bias_uV_below] ProgramStep until_bias_uV_below
             * @property {number|Long|null} [until_current_fA_above] ProgramStep until_current_fA_above
             * @property {number|Long|null} [until_current_fA_below] ProgramStep until_current_fA_below
             * @property {number|Long|null} [until_charge_fC] ProgramStep until_charge_fC
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ProgramStep.
             * @memberof nanobias.v1
             * @interface IProgramStep
             * @augments nanobias.v1.ProgramStep.$Properties
             * @deprecated Use nanobias.v1.ProgramStep.$Properties instead.
             */

            /**
             * Shape of a ProgramStep.
             * @typedef {nanobias.v1.ProgramStep.$Properties} nanobias.v1.ProgramStep.$Shape
             */

            /**
             * Constructs a new ProgramStep.
             * @memberof nanobias.v1
             * @classdesc Represents a ProgramStep.
             * @constructor
             * @param {nanobias.v1.ProgramStep.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ProgramStep = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ProgramStep kind.
             * @member {nanobias.v1.StepKind} kind
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.kind = 0;

            /**
             * ProgramStep bias_uV.
             * @member {number|null} bias_uV
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.bias_uV = null;

            /**
             * ProgramStep slew_nV_per_s.
             * @member {number|null} slew_nV_per_s
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.slew_nV_per_s = null;

            /**
             * ProgramStep duration_us.
             * @member {number|Long} duration_us
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.duration_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ProgramStep bias_change_uV.
             * @member {number|null} bias_change_uV
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.bias_change_uV = null;

            /**
             * ProgramStep current_fA.
             * @member {number|Long|null} current_fA
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.current_fA = null;

            /**
             * ProgramStep loop_to_index.
             * @member {number|null} loop_to_index
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.loop_to_index = null;

            /**
             * ProgramStep loop_count.
             * @member {number|null} loop_count
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.loop_count = null;

            /**
             * ProgramStep mark.
             * @member {number|null} mark
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.mark = null;

            /**
             * ProgramStep until_bias_uV_above.
             * @member {number|null} until_bias_uV_above
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.until_bias_uV_above = null;

            /**
             * ProgramStep until_bias_uV_below.
             * @member {number|null} until_bias_uV_below
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.until_bias_uV_below = null;

            /**
             * ProgramStep until_current_fA_above.
             * @member {number|Long|null} until_current_fA_above
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.until_current_fA_above = null;

            /**
             * ProgramStep until_current_fA_below.
             * @member {number|Long|null} until_current_fA_below
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.until_current_fA_below = null;

            /**
             * ProgramStep until_charge_fC.
             * @member {number|Long|null} until_charge_fC
             * @memberof nanobias.v1.ProgramStep
             * @instance
             */
            ProgramStep.prototype.until_charge_fC = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_bias_uV", {
                get: $util.oneOfGetter($oneOfFields = ["bias_uV"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_slew_nV_per_s", {
                get: $util.oneOfGetter($oneOfFields = ["slew_nV_per_s"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_bias_change_uV", {
                get: $util.oneOfGetter($oneOfFields = ["bias_change_uV"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_current_fA", {
                get: $util.oneOfGetter($oneOfFields = ["current_fA"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_loop_to_index", {
                get: $util.oneOfGetter($oneOfFields = ["loop_to_index"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_loop_count", {
                get: $util.oneOfGetter($oneOfFields = ["loop_count"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_mark", {
                get: $util.oneOfGetter($oneOfFields = ["mark"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_until_bias_uV_above", {
                get: $util.oneOfGetter($oneOfFields = ["until_bias_uV_above"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_until_bias_uV_below", {
                get: $util.oneOfGetter($oneOfFields = ["until_bias_uV_below"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_until_current_fA_above", {
                get: $util.oneOfGetter($oneOfFields = ["until_current_fA_above"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_until_current_fA_below", {
                get: $util.oneOfGetter($oneOfFields = ["until_current_fA_below"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ProgramStep.prototype, "_until_charge_fC", {
                get: $util.oneOfGetter($oneOfFields = ["until_charge_fC"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ProgramStep message. Does not implicitly {@link nanobias.v1.ProgramStep.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ProgramStep
             * @static
             * @param {nanobias.v1.ProgramStep.$Properties} message ProgramStep message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ProgramStep.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.kind);
                if (message.bias_uV != null && $Object.hasOwnProperty.call(message, "bias_uV"))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.bias_uV);
                if (message.slew_nV_per_s != null && $Object.hasOwnProperty.call(message, "slew_nV_per_s"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.slew_nV_per_s);
                if (message.duration_us != null && $Object.hasOwnProperty.call(message, "duration_us") && (typeof message.duration_us === "object" ? message.duration_us.low || message.duration_us.high : message.duration_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.duration_us);
                if (message.bias_change_uV != null && $Object.hasOwnProperty.call(message, "bias_change_uV"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.bias_change_uV);
                if (message.current_fA != null && $Object.hasOwnProperty.call(message, "current_fA"))
                    writer.uint32(/* id 6, wireType 0 =*/48).sint64(message.current_fA);
                if (message.loop_to_index != null && $Object.hasOwnProperty.call(message, "loop_to_index"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.loop_to_index);
                if (message.loop_count != null && $Object.hasOwnProperty.call(message, "loop_count"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.loop_count);
                if (message.mark != null && $Object.hasOwnProperty.call(message, "mark"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.mark);
                if (message.until_bias_uV_above != null && $Object.hasOwnProperty.call(message, "until_bias_uV_above"))
                    writer.uint32(/* id 10, wireType 0 =*/80).sint32(message.until_bias_uV_above);
                if (message.until_bias_uV_below != null && $Object.hasOwnProperty.call(message, "until_bias_uV_below"))
                    writer.uint32(/* id 11, wireType 0 =*/88).sint32(message.until_bias_uV_below);
                if (message.until_current_fA_above != null && $Object.hasOwnProperty.call(message, "until_current_fA_above"))
                    writer.uint32(/* id 12, wireType 0 =*/96).sint64(message.until_current_fA_above);
                if (message.until_current_fA_below != null && $Object.hasOwnProperty.call(message, "until_current_fA_below"))
                    writer.uint32(/* id 13, wireType 0 =*/104).sint64(message.until_current_fA_below);
                if (message.until_charge_fC != null && $Object.hasOwnProperty.call(message, "until_charge_fC"))
                    writer.uint32(/* id 14, wireType 0 =*/112).sint64(message.until_charge_fC);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ProgramStep;
        })();

        v1.UploadStep = (function() {

            /**
             * Properties of an UploadStep.
             * @typedef {Object} nanobias.v1.UploadStep.$Properties
             * @property {number} [program_id] UploadStep program_id
             * @property {number} [step_index] UploadStep step_index
             * @property {number} [step_count] UploadStep step_count
             * @property {nanobias.v1.ProgramStep.$Properties} [step] UploadStep step
             * @property {number} [lease_epoch] UploadStep lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an UploadStep.
             * @memberof nanobias.v1
             * @interface IUploadStep
             * @augments nanobias.v1.UploadStep.$Properties
             * @deprecated Use nanobias.v1.UploadStep.$Properties instead.
             */

            /**
             * Shape of an UploadStep.
             * @typedef {nanobias.v1.UploadStep.$Properties} nanobias.v1.UploadStep.$Shape
             */

            /**
             * Constructs a new UploadStep.
             * @memberof nanobias.v1
             * @classdesc Represents an UploadStep.
             * @constructor
             * @param {nanobias.v1.UploadStep.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const UploadStep = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * UploadStep program_id.
             * @member {number} program_id
             * @memberof nanobias.v1.UploadStep
             * @instance
             */
            UploadStep.prototype.program_id = 0;

            /**
             * UploadStep step_index.
             * @member {number} step_index
             * @memberof nanobias.v1.UploadStep
             * @instance
             */
            UploadStep.prototype.step_index = 0;

            /**
             * UploadStep step_count.
             * @member {number} step_count
             * @memberof nanobias.v1.UploadStep
             * @instance
             */
            UploadStep.prototype.step_count = 0;

            /**
             * UploadStep step.
             * @member {nanobias.v1.ProgramStep} step
             * @memberof nanobias.v1.UploadStep
             * @instance
             */
            UploadStep.prototype.step = null;

            /**
             * UploadStep lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.UploadStep
             * @instance
             */
            UploadStep.prototype.lease_epoch = 0;

            /**
             * Encodes the specified UploadStep message. Does not implicitly {@link nanobias.v1.UploadStep.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.UploadStep
             * @static
             * @param {nanobias.v1.UploadStep.$Properties} message UploadStep message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            UploadStep.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.program_id != null && $Object.hasOwnProperty.call(message, "program_id") && message.program_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.program_id);
                if (message.step_index != null && $Object.hasOwnProperty.call(message, "step_index") && message.step_index !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.step_index);
                if (message.step_count != null && $Object.hasOwnProperty.call(message, "step_count") && message.step_count !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.step_count);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    $root.nanobias.v1.ProgramStep.encode(message.step, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return UploadStep;
        })();

        v1.UploadResult = (function() {

            /**
             * Properties of an UploadResult.
             * @typedef {Object} nanobias.v1.UploadResult.$Properties
             * @property {number} [step_count_stored] UploadResult step_count_stored
             * @property {number|null} [program_digest] UploadResult program_digest
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an UploadResult.
             * @memberof nanobias.v1
             * @interface IUploadResult
             * @augments nanobias.v1.UploadResult.$Properties
             * @deprecated Use nanobias.v1.UploadResult.$Properties instead.
             */

            /**
             * Shape of an UploadResult.
             * @typedef {nanobias.v1.UploadResult.$Properties} nanobias.v1.UploadResult.$Shape
             */

            /**
             * Constructs a new UploadResult.
             * @memberof nanobias.v1
             * @classdesc Represents an UploadResult.
             * @constructor
             * @param {nanobias.v1.UploadResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const UploadResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * UploadResult step_count_stored.
             * @member {number} step_count_stored
             * @memberof nanobias.v1.UploadResult
             * @instance
             */
            UploadResult.prototype.step_count_stored = 0;

            /**
             * UploadResult program_digest.
             * @member {number|null} program_digest
             * @memberof nanobias.v1.UploadResult
             * @instance
             */
            UploadResult.prototype.program_digest = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UploadResult.prototype, "_program_digest", {
                get: $util.oneOfGetter($oneOfFields = ["program_digest"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified UploadResult message. Does not implicitly {@link nanobias.v1.UploadResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.UploadResult
             * @static
             * @param {nanobias.v1.UploadResult.$Properties} message UploadResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            UploadResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.step_count_stored != null && $Object.hasOwnProperty.call(message, "step_count_stored") && message.step_count_stored !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.step_count_stored);
                if (message.program_digest != null && $Object.hasOwnProperty.call(message, "program_digest"))
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.program_digest);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return UploadResult;
        })();

        v1.StartProgram = (function() {

            /**
             * Properties of a StartProgram.
             * @typedef {Object} nanobias.v1.StartProgram.$Properties
             * @property {number} [program_id] StartProgram program_id
             * @property {number} [program_digest] StartProgram program_digest
             * @property {number} [expected_epoch] StartProgram expected_epoch
             * @property {number|Long} [not_after_device_us] StartProgram not_after_device_us
             * @property {number} [lease_epoch] StartProgram lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StartProgram.
             * @memberof nanobias.v1
             * @interface IStartProgram
             * @augments nanobias.v1.StartProgram.$Properties
             * @deprecated Use nanobias.v1.StartProgram.$Properties instead.
             */

            /**
             * Shape of a StartProgram.
             * @typedef {nanobias.v1.StartProgram.$Properties} nanobias.v1.StartProgram.$Shape
             */

            /**
             * Constructs a new StartProgram.
             * @memberof nanobias.v1
             * @classdesc Represents a StartProgram.
             * @constructor
             * @param {nanobias.v1.StartProgram.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StartProgram = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StartProgram program_id.
             * @member {number} program_id
             * @memberof nanobias.v1.StartProgram
             * @instance
             */
            StartProgram.prototype.program_id = 0;

            /**
             * StartProgram program_digest.
             * @member {number} program_digest
             * @memberof nanobias.v1.StartProgram
             * @instance
             */
            StartProgram.prototype.program_digest = 0;

            /**
             * StartProgram expected_epoch.
             * @member {number} expected_epoch
             * @memberof nanobias.v1.StartProgram
             * @instance
             */
            StartProgram.prototype.expected_epoch = 0;

            /**
             * StartProgram not_after_device_us.
             * @member {number|Long} not_after_device_us
             * @memberof nanobias.v1.StartProgram
             * @instance
             */
            StartProgram.prototype.not_after_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StartProgram lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.StartProgram
             * @instance
             */
            StartProgram.prototype.lease_epoch = 0;

            /**
             * Encodes the specified StartProgram message. Does not implicitly {@link nanobias.v1.StartProgram.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.StartProgram
             * @static
             * @param {nanobias.v1.StartProgram.$Properties} message StartProgram message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StartProgram.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.program_id != null && $Object.hasOwnProperty.call(message, "program_id") && message.program_id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.program_id);
                if (message.program_digest != null && $Object.hasOwnProperty.call(message, "program_digest") && message.program_digest !== 0)
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.program_digest);
                if (message.expected_epoch != null && $Object.hasOwnProperty.call(message, "expected_epoch") && message.expected_epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.expected_epoch);
                if (message.not_after_device_us != null && $Object.hasOwnProperty.call(message, "not_after_device_us") && (typeof message.not_after_device_us === "object" ? message.not_after_device_us.low || message.not_after_device_us.high : message.not_after_device_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.not_after_device_us);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StartProgram;
        })();

        v1.PauseProgram = (function() {

            /**
             * Properties of a PauseProgram.
             * @typedef {Object} nanobias.v1.PauseProgram.$Properties
             * @property {number} [lease_epoch] PauseProgram lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PauseProgram.
             * @memberof nanobias.v1
             * @interface IPauseProgram
             * @augments nanobias.v1.PauseProgram.$Properties
             * @deprecated Use nanobias.v1.PauseProgram.$Properties instead.
             */

            /**
             * Shape of a PauseProgram.
             * @typedef {nanobias.v1.PauseProgram.$Properties} nanobias.v1.PauseProgram.$Shape
             */

            /**
             * Constructs a new PauseProgram.
             * @memberof nanobias.v1
             * @classdesc Represents a PauseProgram.
             * @constructor
             * @param {nanobias.v1.PauseProgram.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PauseProgram = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PauseProgram lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.PauseProgram
             * @instance
             */
            PauseProgram.prototype.lease_epoch = 0;

            /**
             * Encodes the specified PauseProgram message. Does not implicitly {@link nanobias.v1.PauseProgram.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.PauseProgram
             * @static
             * @param {nanobias.v1.PauseProgram.$Properties} message PauseProgram message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PauseProgram.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return PauseProgram;
        })();

        v1.AbortProgram = (function() {

            /**
             * Properties of an AbortProgram.
             * @typedef {Object} nanobias.v1.AbortProgram.$Properties
             * @property {number} [lease_epoch] AbortProgram lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AbortProgram.
             * @memberof nanobias.v1
             * @interface IAbortProgram
             * @augments nanobias.v1.AbortProgram.$Properties
             * @deprecated Use nanobias.v1.AbortProgram.$Properties instead.
             */

            /**
             * Shape of an AbortProgram.
             * @typedef {nanobias.v1.AbortProgram.$Properties} nanobias.v1.AbortProgram.$Shape
             */

            /**
             * Constructs a new AbortProgram.
             * @memberof nanobias.v1
             * @classdesc Represents an AbortProgram.
             * @constructor
             * @param {nanobias.v1.AbortProgram.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AbortProgram = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AbortProgram lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.AbortProgram
             * @instance
             */
            AbortProgram.prototype.lease_epoch = 0;

            /**
             * Encodes the specified AbortProgram message. Does not implicitly {@link nanobias.v1.AbortProgram.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.AbortProgram
             * @static
             * @param {nanobias.v1.AbortProgram.$Properties} message AbortProgram message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AbortProgram.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AbortProgram;
        })();

        v1.Disable = (function() {

            /**
             * Properties of a Disable.
             * @typedef {Object} nanobias.v1.Disable.$Properties
             * @property {boolean} [is_soft] Disable is_soft
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Disable.
             * @memberof nanobias.v1
             * @interface IDisable
             * @augments nanobias.v1.Disable.$Properties
             * @deprecated Use nanobias.v1.Disable.$Properties instead.
             */

            /**
             * Shape of a Disable.
             * @typedef {nanobias.v1.Disable.$Properties} nanobias.v1.Disable.$Shape
             */

            /**
             * Constructs a new Disable.
             * @memberof nanobias.v1
             * @classdesc Represents a Disable.
             * @constructor
             * @param {nanobias.v1.Disable.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Disable = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Disable is_soft.
             * @member {boolean} is_soft
             * @memberof nanobias.v1.Disable
             * @instance
             */
            Disable.prototype.is_soft = false;

            /**
             * Encodes the specified Disable message. Does not implicitly {@link nanobias.v1.Disable.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Disable
             * @static
             * @param {nanobias.v1.Disable.$Properties} message Disable message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Disable.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.is_soft != null && $Object.hasOwnProperty.call(message, "is_soft") && message.is_soft !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.is_soft);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Disable;
        })();

        v1.OffResult = (function() {

            /**
             * Properties of an OffResult.
             * @typedef {Object} nanobias.v1.OffResult.$Properties
             * @property {boolean} [is_switch_closed] OffResult is_switch_closed
             * @property {number|Long|null} [current_fA] OffResult current_fA
             * @property {number|Long} [device_time_us] OffResult device_time_us
             * @property {number} [output_epoch] OffResult output_epoch
             * @property {nanobias.v1.Cause} [cause] OffResult cause
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OffResult.
             * @memberof nanobias.v1
             * @interface IOffResult
             * @augments nanobias.v1.OffResult.$Properties
             * @deprecated Use nanobias.v1.OffResult.$Properties instead.
             */

            /**
             * Shape of an OffResult.
             * @typedef {nanobias.v1.OffResult.$Properties} nanobias.v1.OffResult.$Shape
             */

            /**
             * Constructs a new OffResult.
             * @memberof nanobias.v1
             * @classdesc Represents an OffResult.
             * @constructor
             * @param {nanobias.v1.OffResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OffResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OffResult is_switch_closed.
             * @member {boolean} is_switch_closed
             * @memberof nanobias.v1.OffResult
             * @instance
             */
            OffResult.prototype.is_switch_closed = false;

            /**
             * OffResult current_fA.
             * @member {number|Long|null} current_fA
             * @memberof nanobias.v1.OffResult
             * @instance
             */
            OffResult.prototype.current_fA = null;

            /**
             * OffResult device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.OffResult
             * @instance
             */
            OffResult.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * OffResult output_epoch.
             * @member {number} output_epoch
             * @memberof nanobias.v1.OffResult
             * @instance
             */
            OffResult.prototype.output_epoch = 0;

            /**
             * OffResult cause.
             * @member {nanobias.v1.Cause} cause
             * @memberof nanobias.v1.OffResult
             * @instance
             */
            OffResult.prototype.cause = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(OffResult.prototype, "_current_fA", {
                get: $util.oneOfGetter($oneOfFields = ["current_fA"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified OffResult message. Does not implicitly {@link nanobias.v1.OffResult.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.OffResult
             * @static
             * @param {nanobias.v1.OffResult.$Properties} message OffResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OffResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.is_switch_closed != null && $Object.hasOwnProperty.call(message, "is_switch_closed") && message.is_switch_closed !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.is_switch_closed);
                if (message.current_fA != null && $Object.hasOwnProperty.call(message, "current_fA"))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.current_fA);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.device_time_us);
                if (message.output_epoch != null && $Object.hasOwnProperty.call(message, "output_epoch") && message.output_epoch !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.output_epoch);
                if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.cause);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return OffResult;
        })();

        v1.Acknowledge = (function() {

            /**
             * Properties of an Acknowledge.
             * @typedef {Object} nanobias.v1.Acknowledge.$Properties
             * @property {Array.<nanobias.v1.Cause>} [causes] Acknowledge causes
             * @property {number} [fault_nonce] Acknowledge fault_nonce
             * @property {number} [lease_epoch] Acknowledge lease_epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Acknowledge.
             * @memberof nanobias.v1
             * @interface IAcknowledge
             * @augments nanobias.v1.Acknowledge.$Properties
             * @deprecated Use nanobias.v1.Acknowledge.$Properties instead.
             */

            /**
             * Shape of an Acknowledge.
             * @typedef {nanobias.v1.Acknowledge.$Properties} nanobias.v1.Acknowledge.$Shape
             */

            /**
             * Constructs a new Acknowledge.
             * @memberof nanobias.v1
             * @classdesc Represents an Acknowledge.
             * @constructor
             * @param {nanobias.v1.Acknowledge.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Acknowledge = function (properties) {
                this.causes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Acknowledge causes.
             * @member {Array.<nanobias.v1.Cause>} causes
             * @memberof nanobias.v1.Acknowledge
             * @instance
             */
            Acknowledge.prototype.causes = $util.emptyArray;

            /**
             * Acknowledge fault_nonce.
             * @member {number} fault_nonce
             * @memberof nanobias.v1.Acknowledge
             * @instance
             */
            Acknowledge.prototype.fault_nonce = 0;

            /**
             * Acknowledge lease_epoch.
             * @member {number} lease_epoch
             * @memberof nanobias.v1.Acknowledge
             * @instance
             */
            Acknowledge.prototype.lease_epoch = 0;

            /**
             * Encodes the specified Acknowledge message. Does not implicitly {@link nanobias.v1.Acknowledge.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Acknowledge
             * @static
             * @param {nanobias.v1.Acknowledge.$Properties} message Acknowledge message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Acknowledge.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.causes != null && message.causes.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).int32s(message.causes);
                if (message.fault_nonce != null && $Object.hasOwnProperty.call(message, "fault_nonce") && message.fault_nonce !== 0)
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.fault_nonce);
                if (message.lease_epoch != null && $Object.hasOwnProperty.call(message, "lease_epoch") && message.lease_epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.lease_epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Acknowledge;
        })();

        v1.FaultInject = (function() {

            /**
             * Properties of a FaultInject.
             * @typedef {Object} nanobias.v1.FaultInject.$Properties
             * @property {string} [fault_id] FaultInject fault_id
             * @property {Array.<number|Long>} [parameters] FaultInject parameters
             * @property {number|Long} [start_device_us] FaultInject start_device_us
             * @property {number|Long} [duration_us] FaultInject duration_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FaultInject.
             * @memberof nanobias.v1
             * @interface IFaultInject
             * @augments nanobias.v1.FaultInject.$Properties
             * @deprecated Use nanobias.v1.FaultInject.$Properties instead.
             */

            /**
             * Shape of a FaultInject.
             * @typedef {nanobias.v1.FaultInject.$Properties} nanobias.v1.FaultInject.$Shape
             */

            /**
             * Constructs a new FaultInject.
             * @memberof nanobias.v1
             * @classdesc Represents a FaultInject.
             * @constructor
             * @param {nanobias.v1.FaultInject.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FaultInject = function (properties) {
                this.parameters = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FaultInject fault_id.
             * @member {string} fault_id
             * @memberof nanobias.v1.FaultInject
             * @instance
             */
            FaultInject.prototype.fault_id = "";

            /**
             * FaultInject parameters.
             * @member {Array.<number|Long>} parameters
             * @memberof nanobias.v1.FaultInject
             * @instance
             */
            FaultInject.prototype.parameters = $util.emptyArray;

            /**
             * FaultInject start_device_us.
             * @member {number|Long} start_device_us
             * @memberof nanobias.v1.FaultInject
             * @instance
             */
            FaultInject.prototype.start_device_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * FaultInject duration_us.
             * @member {number|Long} duration_us
             * @memberof nanobias.v1.FaultInject
             * @instance
             */
            FaultInject.prototype.duration_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified FaultInject message. Does not implicitly {@link nanobias.v1.FaultInject.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.FaultInject
             * @static
             * @param {nanobias.v1.FaultInject.$Properties} message FaultInject message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FaultInject.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.fault_id != null && $Object.hasOwnProperty.call(message, "fault_id") && message.fault_id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.fault_id);
                if (message.parameters != null && message.parameters.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).sint64s(message.parameters);
                if (message.start_device_us != null && $Object.hasOwnProperty.call(message, "start_device_us") && (typeof message.start_device_us === "object" ? message.start_device_us.low || message.start_device_us.high : message.start_device_us !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.start_device_us);
                if (message.duration_us != null && $Object.hasOwnProperty.call(message, "duration_us") && (typeof message.duration_us === "object" ? message.duration_us.low || message.duration_us.high : message.duration_us !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.duration_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return FaultInject;
        })();

        v1.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} nanobias.v1.Hello.$Properties
             * @property {number} [version_min] Hello version_min
             * @property {number} [version_max] Hello version_max
             * @property {number} [nonce] Hello nonce
             * @property {string} [client] Hello client
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof nanobias.v1
             * @interface IHello
             * @augments nanobias.v1.Hello.$Properties
             * @deprecated Use nanobias.v1.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {nanobias.v1.Hello.$Properties} nanobias.v1.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof nanobias.v1
             * @classdesc Represents a Hello.
             * @constructor
             * @param {nanobias.v1.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hello version_min.
             * @member {number} version_min
             * @memberof nanobias.v1.Hello
             * @instance
             */
            Hello.prototype.version_min = 0;

            /**
             * Hello version_max.
             * @member {number} version_max
             * @memberof nanobias.v1.Hello
             * @instance
             */
            Hello.prototype.version_max = 0;

            /**
             * Hello nonce.
             * @member {number} nonce
             * @memberof nanobias.v1.Hello
             * @instance
             */
            Hello.prototype.nonce = 0;

            /**
             * Hello client.
             * @member {string} client
             * @memberof nanobias.v1.Hello
             * @instance
             */
            Hello.prototype.client = "";

            /**
             * Encodes the specified Hello message. Does not implicitly {@link nanobias.v1.Hello.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Hello
             * @static
             * @param {nanobias.v1.Hello.$Properties} message Hello message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version_min != null && $Object.hasOwnProperty.call(message, "version_min") && message.version_min !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version_min);
                if (message.version_max != null && $Object.hasOwnProperty.call(message, "version_max") && message.version_max !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version_max);
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                    writer.uint32(/* id 3, wireType 5 =*/29).fixed32(message.nonce);
                if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.client);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Hello;
        })();

        v1.HelloAck = (function() {

            /**
             * Properties of a HelloAck.
             * @typedef {Object} nanobias.v1.HelloAck.$Properties
             * @property {number} [version] HelloAck version
             * @property {number} [nonce] HelloAck nonce
             * @property {number} [boot_id] HelloAck boot_id
             * @property {number} [session] HelloAck session
             * @property {number} [schema_hash] HelloAck schema_hash
             * @property {string} [firmware_version] HelloAck firmware_version
             * @property {number} [frame_bytes_max] HelloAck frame_bytes_max
             * @property {number} [requests_in_flight_max] HelloAck requests_in_flight_max
             * @property {number} [tick_rate_Hz] HelloAck tick_rate_Hz
             * @property {boolean} [is_simulation] HelloAck is_simulation
             * @property {number|Long} [device_time_us] HelloAck device_time_us
             * @property {number} [version_min] HelloAck version_min
             * @property {number} [version_max] HelloAck version_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HelloAck.
             * @memberof nanobias.v1
             * @interface IHelloAck
             * @augments nanobias.v1.HelloAck.$Properties
             * @deprecated Use nanobias.v1.HelloAck.$Properties instead.
             */

            /**
             * Shape of a HelloAck.
             * @typedef {nanobias.v1.HelloAck.$Properties} nanobias.v1.HelloAck.$Shape
             */

            /**
             * Constructs a new HelloAck.
             * @memberof nanobias.v1
             * @classdesc Represents a HelloAck.
             * @constructor
             * @param {nanobias.v1.HelloAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HelloAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HelloAck version.
             * @member {number} version
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.version = 0;

            /**
             * HelloAck nonce.
             * @member {number} nonce
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.nonce = 0;

            /**
             * HelloAck boot_id.
             * @member {number} boot_id
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.boot_id = 0;

            /**
             * HelloAck session.
             * @member {number} session
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.session = 0;

            /**
             * HelloAck schema_hash.
             * @member {number} schema_hash
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.schema_hash = 0;

            /**
             * HelloAck firmware_version.
             * @member {string} firmware_version
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.firmware_version = "";

            /**
             * HelloAck frame_bytes_max.
             * @member {number} frame_bytes_max
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.frame_bytes_max = 0;

            /**
             * HelloAck requests_in_flight_max.
             * @member {number} requests_in_flight_max
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.requests_in_flight_max = 0;

            /**
             * HelloAck tick_rate_Hz.
             * @member {number} tick_rate_Hz
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.tick_rate_Hz = 0;

            /**
             * HelloAck is_simulation.
             * @member {boolean} is_simulation
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.is_simulation = false;

            /**
             * HelloAck device_time_us.
             * @member {number|Long} device_time_us
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.device_time_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HelloAck version_min.
             * @member {number} version_min
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.version_min = 0;

            /**
             * HelloAck version_max.
             * @member {number} version_max
             * @memberof nanobias.v1.HelloAck
             * @instance
             */
            HelloAck.prototype.version_max = 0;

            /**
             * Encodes the specified HelloAck message. Does not implicitly {@link nanobias.v1.HelloAck.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.HelloAck
             * @static
             * @param {nanobias.v1.HelloAck.$Properties} message HelloAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HelloAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                    writer.uint32(/* id 2, wireType 5 =*/21).fixed32(message.nonce);
                if (message.boot_id != null && $Object.hasOwnProperty.call(message, "boot_id") && message.boot_id !== 0)
                    writer.uint32(/* id 3, wireType 5 =*/29).fixed32(message.boot_id);
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(/* id 4, wireType 5 =*/37).fixed32(message.session);
                if (message.schema_hash != null && $Object.hasOwnProperty.call(message, "schema_hash") && message.schema_hash !== 0)
                    writer.uint32(/* id 5, wireType 5 =*/45).fixed32(message.schema_hash);
                if (message.firmware_version != null && $Object.hasOwnProperty.call(message, "firmware_version") && message.firmware_version !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.firmware_version);
                if (message.frame_bytes_max != null && $Object.hasOwnProperty.call(message, "frame_bytes_max") && message.frame_bytes_max !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.frame_bytes_max);
                if (message.requests_in_flight_max != null && $Object.hasOwnProperty.call(message, "requests_in_flight_max") && message.requests_in_flight_max !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.requests_in_flight_max);
                if (message.tick_rate_Hz != null && $Object.hasOwnProperty.call(message, "tick_rate_Hz") && message.tick_rate_Hz !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.tick_rate_Hz);
                if (message.is_simulation != null && $Object.hasOwnProperty.call(message, "is_simulation") && message.is_simulation !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.is_simulation);
                if (message.device_time_us != null && $Object.hasOwnProperty.call(message, "device_time_us") && (typeof message.device_time_us === "object" ? message.device_time_us.low || message.device_time_us.high : message.device_time_us !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.device_time_us);
                if (message.version_min != null && $Object.hasOwnProperty.call(message, "version_min") && message.version_min !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.version_min);
                if (message.version_max != null && $Object.hasOwnProperty.call(message, "version_max") && message.version_max !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.version_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return HelloAck;
        })();

        v1.Ping = (function() {

            /**
             * Properties of a Ping.
             * @typedef {Object} nanobias.v1.Ping.$Properties
             * @property {number} [nonce] Ping nonce
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Ping.
             * @memberof nanobias.v1
             * @interface IPing
             * @augments nanobias.v1.Ping.$Properties
             * @deprecated Use nanobias.v1.Ping.$Properties instead.
             */

            /**
             * Shape of a Ping.
             * @typedef {nanobias.v1.Ping.$Properties} nanobias.v1.Ping.$Shape
             */

            /**
             * Constructs a new Ping.
             * @memberof nanobias.v1
             * @classdesc Represents a Ping.
             * @constructor
             * @param {nanobias.v1.Ping.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Ping = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Ping nonce.
             * @member {number} nonce
             * @memberof nanobias.v1.Ping
             * @instance
             */
            Ping.prototype.nonce = 0;

            /**
             * Encodes the specified Ping message. Does not implicitly {@link nanobias.v1.Ping.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Ping
             * @static
             * @param {nanobias.v1.Ping.$Properties} message Ping message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Ping.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                    writer.uint32(/* id 1, wireType 5 =*/13).fixed32(message.nonce);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Ping;
        })();

        v1.ClockSync = (function() {

            /**
             * Properties of a ClockSync.
             * @typedef {Object} nanobias.v1.ClockSync.$Properties
             * @property {number|Long} [host_send_us] ClockSync host_send_us
             * @property {number|Long|null} [device_receive_us] ClockSync device_receive_us
             * @property {number|Long|null} [device_send_us] ClockSync device_send_us
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClockSync.
             * @memberof nanobias.v1
             * @interface IClockSync
             * @augments nanobias.v1.ClockSync.$Properties
             * @deprecated Use nanobias.v1.ClockSync.$Properties instead.
             */

            /**
             * Shape of a ClockSync.
             * @typedef {nanobias.v1.ClockSync.$Properties} nanobias.v1.ClockSync.$Shape
             */

            /**
             * Constructs a new ClockSync.
             * @memberof nanobias.v1
             * @classdesc Represents a ClockSync.
             * @constructor
             * @param {nanobias.v1.ClockSync.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ClockSync = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClockSync host_send_us.
             * @member {number|Long} host_send_us
             * @memberof nanobias.v1.ClockSync
             * @instance
             */
            ClockSync.prototype.host_send_us = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ClockSync device_receive_us.
             * @member {number|Long|null} device_receive_us
             * @memberof nanobias.v1.ClockSync
             * @instance
             */
            ClockSync.prototype.device_receive_us = null;

            /**
             * ClockSync device_send_us.
             * @member {number|Long|null} device_send_us
             * @memberof nanobias.v1.ClockSync
             * @instance
             */
            ClockSync.prototype.device_send_us = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ClockSync.prototype, "_device_receive_us", {
                get: $util.oneOfGetter($oneOfFields = ["device_receive_us"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ClockSync.prototype, "_device_send_us", {
                get: $util.oneOfGetter($oneOfFields = ["device_send_us"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ClockSync message. Does not implicitly {@link nanobias.v1.ClockSync.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.ClockSync
             * @static
             * @param {nanobias.v1.ClockSync.$Properties} message ClockSync message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClockSync.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.host_send_us != null && $Object.hasOwnProperty.call(message, "host_send_us") && (typeof message.host_send_us === "object" ? message.host_send_us.low || message.host_send_us.high : message.host_send_us !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.host_send_us);
                if (message.device_receive_us != null && $Object.hasOwnProperty.call(message, "device_receive_us"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.device_receive_us);
                if (message.device_send_us != null && $Object.hasOwnProperty.call(message, "device_send_us"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.device_send_us);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ClockSync;
        })();

        v1.Bye = (function() {

            /**
             * Properties of a Bye.
             * @typedef {Object} nanobias.v1.Bye.$Properties
             * @property {string} [reason] Bye reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Bye.
             * @memberof nanobias.v1
             * @interface IBye
             * @augments nanobias.v1.Bye.$Properties
             * @deprecated Use nanobias.v1.Bye.$Properties instead.
             */

            /**
             * Shape of a Bye.
             * @typedef {nanobias.v1.Bye.$Properties} nanobias.v1.Bye.$Shape
             */

            /**
             * Constructs a new Bye.
             * @memberof nanobias.v1
             * @classdesc Represents a Bye.
             * @constructor
             * @param {nanobias.v1.Bye.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Bye = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Bye reason.
             * @member {string} reason
             * @memberof nanobias.v1.Bye
             * @instance
             */
            Bye.prototype.reason = "";

            /**
             * Encodes the specified Bye message. Does not implicitly {@link nanobias.v1.Bye.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.Bye
             * @static
             * @param {nanobias.v1.Bye.$Properties} message Bye message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Bye.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Bye;
        })();

        v1.LinkMessage = (function() {

            /**
             * Properties of a LinkMessage.
             * @typedef {Object} nanobias.v1.LinkMessage.$Properties
             * @property {nanobias.v1.Hello.$Properties|null} [hello] LinkMessage hello
             * @property {nanobias.v1.HelloAck.$Properties|null} [hello_ack] LinkMessage hello_ack
             * @property {nanobias.v1.Ping.$Properties|null} [ping] LinkMessage ping
             * @property {nanobias.v1.ClockSync.$Properties|null} [clock_sync] LinkMessage clock_sync
             * @property {nanobias.v1.Bye.$Properties|null} [bye] LinkMessage bye
             * @property {"hello"|"hello_ack"|"ping"|"clock_sync"|"bye"} [body] LinkMessage body
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LinkMessage.
             * @memberof nanobias.v1
             * @interface ILinkMessage
             * @augments nanobias.v1.LinkMessage.$Properties
             * @deprecated Use nanobias.v1.LinkMessage.$Properties instead.
             */

            /**
             * Narrowed shape of a LinkMessage.
             * @typedef {{
             *   hello?: nanobias.v1.Hello.$Shape|null;
             *   hello_ack?: nanobias.v1.HelloAck.$Shape|null;
             *   ping?: nanobias.v1.Ping.$Shape|null;
             *   clock_sync?: nanobias.v1.ClockSync.$Shape|null;
             *   bye?: nanobias.v1.Bye.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ body?: undefined; hello?: null; hello_ack?: null; ping?: null; clock_sync?: null; bye?: null }|{ body?: "hello"; hello: nanobias.v1.Hello.$Shape; hello_ack?: null; ping?: null; clock_sync?: null; bye?: null }|{ body?: "hello_ack"; hello?: null; hello_ack: nanobias.v1.HelloAck.$Shape; ping?: null; clock_sync?: null; bye?: null }|{ body?: "ping"; hello?: null; hello_ack?: null; ping: nanobias.v1.Ping.$Shape; clock_sync?: null; bye?: null }|{ body?: "clock_sync"; hello?: null; hello_ack?: null; ping?: null; clock_sync: nanobias.v1.ClockSync.$Shape; bye?: null }|{ body?: "bye"; hello?: null; hello_ack?: null; ping?: null; clock_sync?: null; bye: nanobias.v1.Bye.$Shape })
             * )} nanobias.v1.LinkMessage.$Shape
             */

            /**
             * Constructs a new LinkMessage.
             * @memberof nanobias.v1
             * @classdesc Represents a LinkMessage.
             * @constructor
             * @param {nanobias.v1.LinkMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LinkMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LinkMessage hello.
             * @member {nanobias.v1.Hello|null} hello
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            LinkMessage.prototype.hello = null;

            /**
             * LinkMessage hello_ack.
             * @member {nanobias.v1.HelloAck|null} hello_ack
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            LinkMessage.prototype.hello_ack = null;

            /**
             * LinkMessage ping.
             * @member {nanobias.v1.Ping|null} ping
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            LinkMessage.prototype.ping = null;

            /**
             * LinkMessage clock_sync.
             * @member {nanobias.v1.ClockSync|null} clock_sync
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            LinkMessage.prototype.clock_sync = null;

            /**
             * LinkMessage bye.
             * @member {nanobias.v1.Bye|null} bye
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            LinkMessage.prototype.bye = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * LinkMessage body.
             * @member {"hello"|"hello_ack"|"ping"|"clock_sync"|"bye"|undefined} body
             * @memberof nanobias.v1.LinkMessage
             * @instance
             */
            $Object.defineProperty(LinkMessage.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "hello_ack", "ping", "clock_sync", "bye"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified LinkMessage message. Does not implicitly {@link nanobias.v1.LinkMessage.verify|verify} messages.
             * @function encode
             * @memberof nanobias.v1.LinkMessage
             * @static
             * @param {nanobias.v1.LinkMessage.$Properties} message LinkMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LinkMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.nanobias.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hello_ack != null && $Object.hasOwnProperty.call(message, "hello_ack"))
                    $root.nanobias.v1.HelloAck.encode(message.hello_ack, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                    $root.nanobias.v1.Ping.encode(message.ping, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.clock_sync != null && $Object.hasOwnProperty.call(message, "clock_sync"))
                    $root.nanobias.v1.ClockSync.encode(message.clock_sync, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.bye != null && $Object.hasOwnProperty.call(message, "bye"))
                    $root.nanobias.v1.Bye.encode(message.bye, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return LinkMessage;
        })();

        return v1;
    })();

    return nanobias;
})();

export {
  $root as default
};
