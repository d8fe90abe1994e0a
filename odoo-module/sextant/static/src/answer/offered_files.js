import { Component, useState } from "@odoo/owl";
import { errorBody } from "@sextant/server/server_error";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";
import { downloadFile } from "@web/core/network/download";
import { useService } from "@web/core/utils/hooks";

const FORMATS = { xlsx: "Excel", csv: "CSV", pdf: "PDF", html: "HTML", json: "JSON" };

/** Where the server makes the file; what a report was not asked for is left to the server. */
export function pathOfFile({ report, parameters, format }) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== false);
  const query = new URLSearchParams([["format", format], ...given.map(([name, value]) => [name, String(value)])]);
  return `/api/reports/${encodeURIComponent(report)}/export?${query}`;
}

/** Files that an answer offers. Each is made when it is taken, from the books as they are then, with the reader's own rights. */
export class OfferedFiles extends Component {
  static template = "sextant.OfferedFiles";
  static props = { files: Array };

  setup() {
    this.sextant = useService("sextant");
    this.visibleText = visibleText;
    this.state = useState({ busy: null, error: null });
  }

  labelOf({ title, format }) {
    return _t("%(title)s as %(format)s", { title: visibleText(title), format: FORMATS[format] ?? format });
  }

  async take(index) {
    const file = this.props.files[index];
    Object.assign(this.state, { busy: index, error: null });
    try {
      const { blob, name } = await this.sextant.server.file(pathOfFile(file));
      downloadFile(blob, name ?? `${file.report}.${file.format}`, blob.type);
    } catch (error) {
      this.state.error = errorBody(error);
    } finally {
      this.state.busy = null;
    }
  }
}
