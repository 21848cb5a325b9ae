"""The layer check itself: it must find what is wrong, and nothing else."""
import pathlib
import tempfile
import unittest

import check_layers


class LayerCheck(unittest.TestCase):
    def complaints(self, name, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            return list(check_layers.complaints(pathlib.Path(folder)))

    def assert_wrong(self, name, text):
        self.assertEqual(len(self.complaints(name, text)), 1, f"{name}: {text}")

    def assert_fine(self, name, text):
        self.assertEqual(self.complaints(name, text), [])

    def test_core_knows_no_window(self):
        self.assert_wrong("core/booking/A.h", "#include <QWidget>\n")
        self.assert_wrong("core/booking/A.h", "#include <QtGui/QColor>\n")
        self.assert_wrong("core/booking/A.h", '#include "ui/shell/Shell.h"\n')
        self.assert_wrong("core/booking/CMakeLists.txt", "PUBLIC Qt6::Widgets)\n")
        self.assert_fine("core/booking/A.h", "#include <QStringView>\n#include <QAbstractListModel>\n")

    def test_features_know_no_adapter(self):
        self.assert_wrong("core/booking/A.cpp", '#include "core/postgres/DatabasePool.h"\n')
        self.assert_wrong("core/history/CMakeLists.txt", "PRIVATE clinidesk_postgres)\n")
        self.assert_fine("core/postgres/A.cpp", '#include "core/booking/AppointmentBook.h"\n')
        self.assert_wrong("core/standalone/A.cpp", '#include "core/postgres/DatabasePool.h"\n')

    def test_base_knows_nobody(self):
        self.assert_wrong("core/base/A.h", '#include "core/booking/Status.h"\n')
        self.assert_fine("core/base/A.h", '#include "core/base/Id.h"\n')

    def test_view_models_know_no_widgets(self):
        self.assert_wrong("ui/viewmodels/history/A.h", "#include <QPushButton>\n")
        self.assert_wrong("ui/viewmodels/history/A.h", '#include "ui/history/HistoryPage.h"\n')
        self.assert_fine("ui/viewmodels/history/A.h", '#include "ui/viewmodels/A.h"\n')

    def test_pages_know_widgets_and_no_adapter(self):
        self.assert_fine("ui/history/A.h", "#include <QPushButton>\n")
        self.assert_wrong("ui/history/A.h", '#include "core/postgres/DatabasePool.h"\n')
        self.assert_wrong("ui/history/A.h", '#include "app/desktop/Wiring.h"\n')

    def test_only_programs_know_adapters(self):
        self.assert_fine("app/desktop/A.cpp", '#include "core/postgres/DatabasePool.h"\n')
        self.assert_wrong("app/ctl/A.cpp", "#include <QApplication>\n")
        self.assert_wrong("app/ctl/A.cpp", '#include "tests/support/PrivateServer.h"\n')

    def test_source_includes_its_own_header_first(self):
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder) / "core" / "base"
            base.mkdir(parents=True)
            (base / "A.h").write_text("#pragma once\n", encoding="utf-8")
            source = base / "A.cpp"
            for text, wrong in (
                ('// Why.\n#include "core/base/A.h"\n#include <QString>\n', 0),
                ('#include <QString>\n#include "core/base/A.h"\n', 1),
                ("int a;\n", 1),
            ):
                source.write_text(text, encoding="utf-8")
                self.assertEqual(len(list(check_layers.complaints(pathlib.Path(folder)))), wrong, text)


if __name__ == "__main__":
    unittest.main()
